/// Makes events of the changes of activity and members.
@org.jspecify.annotations.NullMarked
package groundswell.usersstreampublisher;
