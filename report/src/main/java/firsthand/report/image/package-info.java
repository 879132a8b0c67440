/** Small pictures made of numbers: {@link firsthand.report.image.Raster}, and {@link firsthand.report.image.Png} files. */
package firsthand.report.image;
