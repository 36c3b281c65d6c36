package groundswell.dynamodb.tables;

import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.streams.ChangeStream;
import groundswell.dynamodb.values.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table's state at one time. A write reads it once, and sticks to it.
///
/// @param stream empty while no stream is enabled
record TableState(
    TableDefinition definition,
    List<Index> indexes,
    Optional<Expiries> expiries,
    Optional<ChangeStream> stream,
    Item notes,
    boolean isDropped) {

  List<DerivedRows> derived() {
    var derived = new ArrayList<DerivedRows>(indexes);
    expiries.ifPresent(derived::add);
    return derived;
  }

  TableState with(List<Index> changed) {
    var definitions = changed.stream().map(Index::definition).toList();
    return new TableState(
        new TableDefinition(definition.name(), definition.key(), definitions),
        changed,
        expiries,
        stream,
        notes,
        isDropped);
  }

  TableState withExpiries(Optional<Expiries> changed) {
    return new TableState(definition, indexes, changed, stream, notes, isDropped);
  }

  TableState withStream(Optional<ChangeStream> changed) {
    return new TableState(definition, indexes, expiries, changed, notes, isDropped);
  }

  TableState withNotes(Item changed) {
    return new TableState(definition, indexes, expiries, stream, changed, isDropped);
  }

  TableState dropped() {
    return new TableState(definition, indexes, expiries, stream, notes, true);
  }
}
