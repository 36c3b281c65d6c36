/// Commands about one member: its profile, activity, progress and rewards.
@org.jspecify.annotations.NullMarked
package groundswell.cli.members;
