/** The commands, one class each. */
package firsthand.cli;
