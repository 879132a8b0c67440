/** Neural networks from scratch: every formula in plain Java, every result the same to the bit everywhere. */
@SuppressWarnings("module") // the command line is compiled later
module firsthand.core {
    requires jdk.incubator.vector;
    requires static org.jspecify;

    exports firsthand.classifier;
    exports firsthand.data;
    exports firsthand.initializer;
    exports firsthand.layer;
    exports firsthand.loss;
    exports firsthand.metric;
    exports firsthand.network;
    exports firsthand.optimizer;
    exports firsthand.random;
    exports firsthand.regularizer;
    exports firsthand.schedule;
    exports firsthand.tensor;
    exports firsthand.training;

    // What firsthand bench times by itself.
    exports firsthand.kernel to
            firsthand.cli;
    exports firsthand.parallel to
            firsthand.cli;
}
