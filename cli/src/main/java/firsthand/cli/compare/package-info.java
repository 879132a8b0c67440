/** {@code firsthand compare}. */
package firsthand.cli.compare;
