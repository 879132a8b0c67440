/**
 * The arithmetic: {@link firsthand.kernel.ScalarKernels} defines every operation in plain Java,
 * {@link firsthand.kernel.VectorKernels} computes the same bits with SIMD instructions. What images and normalisation
 * need stands apart: {@link firsthand.kernel.ConvolutionKernels}, {@link firsthand.kernel.PoolingKernels}, {@link
 * firsthand.kernel.NormalizationKernels}, each with a scalar definition and a vector twin as well. Not exported; layers, losses
 * and optimisers call {@link firsthand.kernel.Kernels#get()}.
 */
package firsthand.kernel;
