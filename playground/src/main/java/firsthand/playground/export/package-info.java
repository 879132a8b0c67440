/** An experiment taken out of the playground: as a command, as a program in Java, as a program in NumPy. */
package firsthand.playground.export;
