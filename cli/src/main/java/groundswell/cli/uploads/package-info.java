/// Commands for people who upload files.
@org.jspecify.annotations.NullMarked
package groundswell.cli.uploads;
