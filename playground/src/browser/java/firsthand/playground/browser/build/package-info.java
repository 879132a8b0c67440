/** From Java to what a browser runs. Used while building, and no part of the result. */
package firsthand.playground.browser.build;
