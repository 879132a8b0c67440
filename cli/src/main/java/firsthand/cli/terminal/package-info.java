/** What a person sees: text, bars and digits, plain where there is no terminal. */
package firsthand.cli.terminal;
