/// Activity: what members did on which day. Entries with the same key merge by maximum in a total
/// order, so a month is the same in whatever order and however often its entries arrive.
@org.jspecify.annotations.NullMarked
package groundswell.domain.activity;
