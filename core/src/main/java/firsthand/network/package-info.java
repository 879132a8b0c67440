/**
 * Layers in a row: {@link firsthand.network.Network} knows how to go forward and back, and nothing of losses and
 * optimisers.
 */
package firsthand.network;
