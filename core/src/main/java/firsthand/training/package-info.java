/**
 * The loop: {@link firsthand.training.Trainer} runs it, {@link firsthand.training.Training} says how long and with
 * what, {@link firsthand.training.TrainingLoop} makes it step by step, {@link firsthand.training.Checkpoint} lets it go
 * on another day.
 */
package firsthand.training;
