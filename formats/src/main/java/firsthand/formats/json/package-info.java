/** Models as JSON, for those who want to see the numbers, and in the layout of those who wrote theirs so. */
package firsthand.formats.json;
