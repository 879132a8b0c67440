/** What all readers of files share: the file itself, whose name every complaint begins with, JSON, and checksums. */
package firsthand.formats.file;
