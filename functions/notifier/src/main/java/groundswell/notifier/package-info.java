/// Notifies members of goals and rewards: one message per member and reason, however often the
/// event is delivered.
@org.jspecify.annotations.NullMarked
package groundswell.notifier;
