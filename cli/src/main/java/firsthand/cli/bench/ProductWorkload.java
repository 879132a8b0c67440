package firsthand.cli.bench;

import firsthand.data.Dataset;
import firsthand.kernel.Kernels;
import firsthand.parallel.Workers;

/**
 * The product of two square matrices of floats.
 *
 * @param name a short name
 * @param size rows and columns of each
 * @param products how many products a run computes
 */
public record ProductWorkload(String name, int size, int products) implements Workload {

    @Override
    public String description() {
        return "matrix product, " + size + " x " + size;
    }

    @Override
    public String unitOfWork() {
        return "product";
    }

    @Override
    public int units() {
        return products;
    }

    @Override
    public double operations() {
        return 2.0 * size * size * size;
    }

    /** The factors: numbers between -1 and 1 that any language can compute. */
    public float[] factor(int which) {
        var factor = new float[size * size];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = (i * (which + 7) % 1999 - 999) / 1000f;
        }
        return factor;
    }

    @Override
    public Work prepare(Dataset train, int threads) {
        return new FirsthandProduct(this, threads);
    }

    private static final class FirsthandProduct implements Work {
        private final int size;
        private final int products;
        private final Workers workers;
        private final float[] a;
        private final float[] b;
        private final float[] c;
        private final float[] zeros;
        private final float[] packed;

        private FirsthandProduct(ProductWorkload workload, int threads) {
            size = workload.size;
            products = workload.products;
            workers = new Workers(threads);
            a = workload.factor(0);
            b = workload.factor(1);
            c = new float[size * size];
            zeros = new float[size];
            packed = new float[Kernels.get().packedLength(size, size)];
        }

        @Override
        public void run() {
            var kernels = Kernels.get();
            int parts = 4 * workers.count();
            for (int i = 0; i < products; i++) {
                workers.run(parts, (part, of) -> kernels.pack(b, zeros, packed, 0, size, size, part, of));
                workers.run(
                        parts,
                        (part, of) -> kernels.affinePacked(
                                a, packed, 0, c, size, size, size * part / of, size * (part + 1) / of));
            }
        }

        @Override
        public double result() {
            double sum = 0;
            for (float value : c) {
                sum += Math.abs(value);
            }
            return sum / c.length;
        }

        @Override
        public void close() {
            workers.close();
        }
    }
}
