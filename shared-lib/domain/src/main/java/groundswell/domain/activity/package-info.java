/// Activity: what members did on which day. Entries of one key merge by maximum in a total order,
/// so that a month comes out the same whatever the order and number of times its entries arrive.
@org.jspecify.annotations.NullMarked
package groundswell.domain.activity;
