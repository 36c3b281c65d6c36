/// Commands for people who run challenges.
@org.jspecify.annotations.NullMarked
package groundswell.cli.challenges;
