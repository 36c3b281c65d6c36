/// Commands for those who run challenges.
@org.jspecify.annotations.NullMarked
package groundswell.cli.challenges;
