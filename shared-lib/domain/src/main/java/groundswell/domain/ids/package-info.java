/// Typed identifiers. Each is checked when it is made, so that a value in hand is a valid one.
@org.jspecify.annotations.NullMarked
package groundswell.domain.ids;
