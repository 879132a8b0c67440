/**
 * What a network is made of. A {@link firsthand.layer.Layer} holds parameters; what one batch leaves behind on its way
 * through lies in a {@link firsthand.layer.Pass} that the caller owns.
 */
package firsthand.layer;
