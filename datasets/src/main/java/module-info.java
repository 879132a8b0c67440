/** Data sets: MNIST and its relatives found, fetched and checked; IDX and CSV files; images turned into digits. */
module firsthand.datasets {
    requires transitive firsthand.core;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires java.net.http;

    exports firsthand.datasets;
    exports firsthand.datasets.augment;
}
