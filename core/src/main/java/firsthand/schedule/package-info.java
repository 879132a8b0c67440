/**
 * How the learning rate changes while training goes on: by a formula, as in {@link firsthand.schedule.Schedule}, or by
 * what the loss does, as in {@link firsthand.schedule.ReduceOnPlateau}.
 */
package firsthand.schedule;
