/** What page and session say to each other: forms up, JSON down. */
package firsthand.playground.message;
