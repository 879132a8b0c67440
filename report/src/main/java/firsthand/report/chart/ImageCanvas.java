package firsthand.report.chart;

import firsthand.report.image.Raster;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws pixels, so many to each of the picture's own, that a projector shows sharp lines. */
final class ImageCanvas implements Canvas {
    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Theme theme;

    ImageCanvas(double width, double height, double scale, Theme theme) {
        this.theme = theme;
        image = new BufferedImage(
                (int) Math.ceil(width * scale), (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    }

    /** What has been drawn. */
    Raster raster() {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return new Raster(image.getWidth(), image.getHeight(), pixels);
    }

    @Override
    public void line(double[] x, double[] y, Ink ink, double width, boolean dashed) {
        use(ink);
        float[] dash = dashed ? new float[] {6, 4} : null;
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        graphics.draw(path(x, y));
    }

    @Override
    public void area(double[] x, double[] y, Ink ink, double opacity) {
        use(ink);
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
        graphics.fill(path(x, y));
        graphics.setComposite(before);
    }

    private static Shape path(double[] x, double[] y) {
        var path = new Path2D.Double();
        path.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) {
            path.lineTo(x[i], y[i]);
        }
        return path;
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Ink ink) {
        use(ink);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void circle(double x, double y, double radius, Ink ink) {
        use(ink);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(String text, double x, double y, TextStyle style, Ink ink) {
        use(ink);
        var font = new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) style.size());
        graphics.setFont(font);
        double width =
                font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        if (style.upwards()) {
            graphics.rotate(-Math.PI / 2);
        }
        double left = switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        graphics.drawString(text, (float) left, 0);
        graphics.setTransform(before);
    }

    @Override
    public void raster(Raster raster, double x, double y, double width, double height) {
        var pixels = new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
        pixels.setRGB(0, 0, raster.width(), raster.height(), raster.pixels(), 0, raster.width());
        var place = new AffineTransform(width / raster.width(), 0, 0, height / raster.height(), x, y);
        graphics.drawImage(pixels, place, null);
    }

    private void use(Ink ink) {
        graphics.setColor(new Color(ink.on(theme)));
    }
}
