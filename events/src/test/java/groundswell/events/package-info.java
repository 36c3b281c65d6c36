/// The events on the bus, checked against their published schemas.
@org.jspecify.annotations.NullMarked
package groundswell.events;
