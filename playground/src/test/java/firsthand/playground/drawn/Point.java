package firsthand.playground.drawn;

/** A place on paper: x to the right, y downwards. */
record Point(double x, double y) {

    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    /** The distance to the nearest point of the line between two others. */
    double distance(Point from, Point to) {
        double dx = to.x - from.x;
        double dy = to.y - from.y;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
        double share = Math.clamp(along, 0, 1);
        return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
    }
}
