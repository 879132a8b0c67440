package firsthand.playground.drawn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a pen draws before it is lifted.
 *
 * @param curved whether it goes round its points, or straight from each to the next
 * @param points at least two
 */
record Stroke(boolean curved, List<Point> points) {
    private static final int PIECES = 12;

    /** Reads {@code curve 0,10 20,0 40,10} or {@code line 0,0 0,100}. */
    static Stroke parse(String text) {
        String[] words = text.strip().split("\\s+");
        var points = Arrays.stream(words)
                .skip(1)
                .map(word -> word.split(","))
                .map(place -> new Point(Double.parseDouble(place[0]), Double.parseDouble(place[1])))
                .toList();
        return new Stroke(words[0].equals("curve"), points);
    }

    Stroke mapped(UnaryOperator<Point> map) {
        return new Stroke(curved, points.stream().map(map).toList());
    }

    /** As straight pieces: of a curve, the Catmull-Rom spline through its points. */
    List<Point> path() {
        if (!curved) {
            return points;
        }
        List<Point> path = new ArrayList<>();
        path.add(points.getFirst());
        for (int i = 0; i + 1 < points.size(); i++) {
            var before = points.get(Math.max(0, i - 1));
            var after = points.get(Math.min(points.size() - 1, i + 2));
            for (int piece = 1; piece <= PIECES; piece++) {
                double t = piece / (double) PIECES;
                var from = points.get(i);
                var to = points.get(i + 1);
                path.add(new Point(
                        spline(before.x(), from.x(), to.x(), after.x(), t),
                        spline(before.y(), from.y(), to.y(), after.y(), t)));
            }
        }
        return path;
    }

    private static double spline(double before, double from, double to, double after, double t) {
        double linear = (to - before) / 2;
        double quadratic = before - 2.5 * from + 2 * to - after / 2;
        double cubic = 1.5 * (from - to) + (after - before) / 2;
        return from + t * (linear + t * (quadratic + t * cubic));
    }
}
