/** Trainings under way, on disk. */
package firsthand.formats.checkpoint;
