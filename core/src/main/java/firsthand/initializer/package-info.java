/** Where weights and biases start from. */
package firsthand.initializer;
