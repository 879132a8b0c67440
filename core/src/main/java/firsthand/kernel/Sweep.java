package firsthand.kernel;

/**
 * A kernel moving over an image that has its zeros around it already: where it starts for each output, and which
 * stretches of the image lie under it there.
 *
 * <p>With the channels of a pixel side by side, the pixels under one row of the kernel are one stretch of memory. Where
 * the kernel is dilated or sees some of the channels only, there is a stretch for each of its pixels.
 */
final class Sweep {
    /** The outputs, and how far apart they start. */
    final int height;

    final int width;
    final int rowStep;
    final int columnStep;

    /** Where each stretch begins, counted from where the kernel starts; and how long all of them are. */
    final int[] stretches;

    final int length;

    final int groups;

    /** The results for each group at each pixel, and for all groups. */
    final int out;

    final int allOut;

    Sweep(
            int height,
            int width,
            int stride,
            int imageWidth,
            int channels,
            int kernelHeight,
            int kernelWidth,
            int dilation,
            int groups,
            int allOut) {
        this.height = height;
        this.width = width;
        this.groups = groups;
        this.allOut = allOut;
        out = allOut / groups;
        rowStep = stride * imageWidth * channels;
        columnStep = stride * channels;
        boolean rows = dilation == 1 && groups == 1;
        length = rows ? kernelWidth * channels : channels / groups;
        stretches = new int[rows ? kernelHeight : kernelHeight * kernelWidth];
        for (int s = 0; s < stretches.length; s++) {
            int ky = rows ? s : s / kernelWidth;
            int kx = rows ? 0 : s % kernelWidth;
            stretches[s] = (ky * imageWidth + kx) * dilation * channels;
        }
    }

    /** The terms of one sum. */
    int terms() {
        return stretches.length * length;
    }

    /** Where term {@code k} of a sum lies, counted from where the kernel starts. */
    int term(int k) {
        return stretches[k / length] + k % length;
    }
}
