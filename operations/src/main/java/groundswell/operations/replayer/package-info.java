/// The replayer's commands, and how it calls other functions.
@org.jspecify.annotations.NullMarked
package groundswell.operations.replayer;
