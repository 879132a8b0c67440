/**
 * Images changed at random while a network learns from them: shifted, turned, scaled, slanted, bent, mirrored, erased in
 * part.
 *
 * <p>{@link firsthand.datasets.augment.Augmentations} is the way in, from a text or from {@link
 * firsthand.datasets.augment.Change changes}, which are plain records. Behind it, {@code AffineMap} composes the changes
 * that keep straight lines straight, {@code ElasticField} makes those that do not, and {@code Distortion} reads the
 * image once through both.
 */
package firsthand.datasets.augment;
