package firsthand.datasets;

import firsthand.data.Dataset;

/**
 * A data set as it was found: what to learn from, what to be judged by, and where both came from.
 *
 * <pre>{@code
 * LoadedData mnist = Mnist.load();
 * mnist.train();              // 60,000 examples of shape 28x28
 * mnist.origin().sample();    // true if the full set could not be had
 * }</pre>
 *
 * @param name what it is called: "MNIST", or the name of the user's file or folder
 */
public record LoadedData(String name, Dataset train, Dataset test, Origin origin) {}
