/** Threads that stay awake between the many short pieces of work that make up a training step. Not exported. */
package firsthand.parallel;
