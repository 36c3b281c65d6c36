/// Scenarios from a client's side, each against an oracle. They know a [stack.Stack], not what it
/// runs on.
@org.jspecify.annotations.NullMarked
package groundswell.integration;
