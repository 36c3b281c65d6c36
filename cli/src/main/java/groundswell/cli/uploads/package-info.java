/// Commands for those who upload files.
@org.jspecify.annotations.NullMarked
package groundswell.cli.uploads;
