package firsthand.datasets.augment;

/**
 * One way to change an image, and by how much at most; {@link Augmentations} puts several together. As text it is what
 * {@link Augmentations#parse} takes: {@code shift:2}.
 */
public sealed interface Change permits Shift, Rotate, Scale, Shear, Flip, Elastic, Erase {}
