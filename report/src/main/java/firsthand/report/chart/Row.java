package firsthand.report.chart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Pictures side by side.
 *
 * @param pictures from left to right
 */
public record Row(List<? extends Picture> pictures) implements Picture {

    /** @throws IllegalArgumentException if there are none */
    public Row {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("row: expected a picture or more, received none");
        }
    }

    @Override
    public double width() {
        return pictures.stream().mapToDouble(Picture::width).sum();
    }

    @Override
    public double height() {
        return pictures.stream().mapToDouble(Picture::height).max().orElse(0);
    }

    @Override
    public String description() {
        return pictures.stream().map(Picture::description).collect(Collectors.joining(". "));
    }

    @Override
    public void draw(Canvas canvas) {
        double x = 0;
        for (var picture : pictures) {
            picture.draw(canvas.movedTo(x, 0));
            x += picture.width();
        }
    }
}
