/// Topics: what is published to the outside.
@org.jspecify.annotations.NullMarked
package groundswell.platform.topics;
