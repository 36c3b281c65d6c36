/// Commands about the command itself.
@org.jspecify.annotations.NullMarked
package groundswell.cli.shell;
