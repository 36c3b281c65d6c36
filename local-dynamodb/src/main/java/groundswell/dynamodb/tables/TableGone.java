package groundswell.dynamodb.tables;

/// The table or index was deleted while the request was in flight.
public final class TableGone extends RuntimeException {
  TableGone(String name) {
    super("\"%s\" was deleted".formatted(name), null, false, false);
  }
}
