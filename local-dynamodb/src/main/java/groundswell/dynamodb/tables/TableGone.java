package groundswell.dynamodb.tables;

/// A table or index that was deleted while a request was on its way to it.
public final class TableGone extends RuntimeException {
  TableGone(String name) {
    super("\"%s\" was deleted".formatted(name), null, false, false);
  }
}
