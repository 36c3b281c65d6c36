/// What the replayer is told to do, and how it calls other functions.
@org.jspecify.annotations.NullMarked
package groundswell.operations.replayer;
