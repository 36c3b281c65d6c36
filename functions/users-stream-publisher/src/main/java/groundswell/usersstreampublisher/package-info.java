/// Publishes events for changes of activity and members.
@org.jspecify.annotations.NullMarked
package groundswell.usersstreampublisher;
