/// Commands for operators: what failed, why, and how it is redriven.
@org.jspecify.annotations.NullMarked
package groundswell.cli.operations;
