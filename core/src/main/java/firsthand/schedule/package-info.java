/** How the learning rate changes while training goes on. */
package firsthand.schedule;
