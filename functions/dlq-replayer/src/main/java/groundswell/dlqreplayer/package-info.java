/// Brings failures back: slowly, watched, and stopping by itself.
@org.jspecify.annotations.NullMarked
package groundswell.dlqreplayer;
