/// Topics: what the world outside is told.
@org.jspecify.annotations.NullMarked
package groundswell.platform.topics;
