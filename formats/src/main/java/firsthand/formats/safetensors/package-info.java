/** Files of tensors with a header in JSON: our own models, and checkpoints of trainings. */
package firsthand.formats.safetensors;
