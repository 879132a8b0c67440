package firsthand.datasets.augment;

/** Mirrors every other image, left to right: right for clothes, wrong for digits. */
public record Flip() implements Change {
    @Override
    public String toString() {
        return "flip";
    }
}
