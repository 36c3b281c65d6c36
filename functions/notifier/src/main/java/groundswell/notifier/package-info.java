/// Notifies members of goals and rewards: one message per member and reason, however often the
/// event is delivered. Tells clients how their uploads ended.
@org.jspecify.annotations.NullMarked
package groundswell.notifier;
