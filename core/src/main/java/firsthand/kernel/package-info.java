/**
 * The arithmetic: {@link firsthand.kernel.ScalarKernels} defines every operation in plain Java,
 * {@link firsthand.kernel.VectorKernels} computes the same bits with SIMD instructions. Not exported; layers, losses
 * and optimisers call {@link firsthand.kernel.Kernels#get()}.
 */
package firsthand.kernel;
