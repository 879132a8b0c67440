/** What decides a training, in words: the names of layers, rules and losses, and what each of them makes. */
package firsthand.settings;
