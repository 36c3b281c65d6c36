/// Events as JSON, and the bus that carries them.
@org.jspecify.annotations.NullMarked
package groundswell.platform.events;
