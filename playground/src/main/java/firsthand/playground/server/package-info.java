/** The playground's home in a Java process: one engine behind a server on loopback, for as many pages as are open. */
package firsthand.playground.server;
