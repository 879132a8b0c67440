/** NumPy's files: one array in a .npy file, arrays by name in a .npz file. */
package firsthand.formats.numpy;
