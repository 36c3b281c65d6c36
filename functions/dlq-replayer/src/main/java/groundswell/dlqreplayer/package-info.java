/// Redrives failures: slowly, under observation, and stopping by itself.
@org.jspecify.annotations.NullMarked
package groundswell.dlqreplayer;
