/**
 * What a network can be asked: each class answers one question as the JSON that the page shows.
 *
 * <p>They hold no state of a session and do no I/O, so that they serve inside the page as well.
 */
package firsthand.playground.look;
