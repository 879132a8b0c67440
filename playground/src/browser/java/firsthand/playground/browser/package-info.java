/** The session inside a page, compiled to WebAssembly. */
package firsthand.playground.browser;
