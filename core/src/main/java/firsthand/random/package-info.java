/** Random numbers that are the same everywhere: one documented generator, handed on explicitly, split per purpose. */
package firsthand.random;
