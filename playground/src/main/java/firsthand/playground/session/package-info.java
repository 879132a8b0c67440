/**
 * The engine of the playground: {@link firsthand.playground.session.Session} takes commands, trains a little, and says
 * how things stand. It reads no file and starts no thread, so that it runs in the page as well as behind a server.
 */
package firsthand.playground.session;
