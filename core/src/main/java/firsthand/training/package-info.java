/**
 * The loop: {@link firsthand.training.Trainer} runs it, {@link firsthand.training.Training} says how long and with
 * what.
 */
package firsthand.training;
