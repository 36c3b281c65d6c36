/// The command, run as its `main` runs it, with its output caught.
@org.jspecify.annotations.NullMarked
package groundswell.cli;
