/** Neural networks from scratch: every formula in plain Java, every result the same to the bit everywhere. */
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
    exports firsthand.schedule;
    exports firsthand.tensor;
    exports firsthand.training;
}
