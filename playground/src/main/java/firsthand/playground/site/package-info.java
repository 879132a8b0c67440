/** The playground as a folder of files that any web server can offer. */
package firsthand.playground.site;
