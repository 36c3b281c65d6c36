/// The command, run as its `main` runs it, with its output captured.
@org.jspecify.annotations.NullMarked
package groundswell.cli;
