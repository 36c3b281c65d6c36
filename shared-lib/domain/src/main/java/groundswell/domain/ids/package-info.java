/// Typed identifiers. Each is validated on construction, so an id in hand is valid.
@org.jspecify.annotations.NullMarked
package groundswell.domain.ids;
