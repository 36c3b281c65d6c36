/// What travels over the bus, checked against the schemas that are published for it.
@org.jspecify.annotations.NullMarked
package groundswell.events;
