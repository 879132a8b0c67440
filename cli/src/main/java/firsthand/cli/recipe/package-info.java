/**
 * What to train, on what, and how: a {@link firsthand.cli.recipe.Recipe} is a command line with a name, a source and
 * its claims.
 */
package firsthand.cli.recipe;
