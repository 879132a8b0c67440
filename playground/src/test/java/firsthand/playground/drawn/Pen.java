package firsthand.playground.drawn;

import firsthand.playground.look.Pad;
import java.util.Arrays;

/**
 * A round pen that draws without steps: a pixel is as dark as the share of it that is covered, told by the distance of
 * its middle from the stroke.
 */
record Pen(double radius, double paper, double ink) {

    Pad draw(Glyph glyph, int width, int height) {
        var covered = new double[width * height];
        for (var stroke : glyph.strokes()) {
            var path = stroke.path();
            for (int i = 0; i + 1 < path.size(); i++) {
                cover(path.get(i), path.get(i + 1), covered, width);
            }
        }
        var pixels = new byte[covered.length];
        Arrays.setAll(covered, i -> paper + covered[i] * (ink - paper));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(255 * covered[i]);
        }
        return new Pad(width, height, pixels);
    }

    private void cover(Point from, Point to, double[] covered, int width) {
        int height = covered.length / width;
        double reach = radius + 1;
        int bottom = Math.min(height, (int) Math.ceil(Math.max(from.y(), to.y()) + reach));
        int right = Math.min(width, (int) Math.ceil(Math.max(from.x(), to.x()) + reach));
        for (int row = Math.max(0, (int) (Math.min(from.y(), to.y()) - reach)); row < bottom; row++) {
            for (int column = Math.max(0, (int) (Math.min(from.x(), to.x()) - reach)); column < right; column++) {
                double distance = new Point(column + 0.5, row + 0.5).distance(from, to);
                double share = Math.clamp(radius + 0.5 - distance, 0, 1);
                covered[row * width + column] = Math.max(covered[row * width + column], share);
            }
        }
    }
}
