package groundswell.dynamodb.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Identifies a stream. A table whose stream is disabled and enabled again gets a new one, with a
/// new label.
///
/// @param number unique among all streams of a database
/// @param label the time of its creation, unique per table
/// @param partitionKey the name of the table's partition key
/// @param disabled when it was disabled
public record StreamIdentity(
    int number,
    String table,
    String label,
    StreamView view,
    String partitionKey,
    Optional<String> sortKey,
    Instant created,
    Optional<Instant> disabled) {

  StreamIdentity disabledAt(Instant time) {
    return new StreamIdentity(
        number, table, label, view, partitionKey, sortKey, created, Optional.of(time));
  }

  static final Form<StreamIdentity> FORM =
      new Form<>() {
        @Override
        public byte[] encode(StreamIdentity identity) {
          var fields = new LinkedHashMap<String, Value>();
          fields.put("number", Value.Numeric.of(identity.number));
          fields.put("table", new Value.Text(identity.table));
          fields.put("label", new Value.Text(identity.label));
          fields.put("view", new Value.Text(identity.view.name()));
          fields.put("partitionKey", new Value.Text(identity.partitionKey));
          identity.sortKey.ifPresent(sort -> fields.put("sortKey", new Value.Text(sort)));
          fields.put("created", Value.Numeric.of(identity.created.toEpochMilli()));
          identity.disabled.ifPresent(
              time -> fields.put("disabled", Value.Numeric.of(time.toEpochMilli())));
          return ItemCodec.encode(new Item(fields));
        }

        @Override
        public StreamIdentity decode(byte[] bytes) {
          var item = ItemCodec.decode(bytes);
          return new StreamIdentity(
              number(item, "number").orElseThrow().intValueExact(),
              text(item, "table").orElseThrow(),
              text(item, "label").orElseThrow(),
              StreamView.valueOf(text(item, "view").orElseThrow()),
              text(item, "partitionKey").orElseThrow(),
              text(item, "sortKey"),
              number(item, "created").map(StreamIdentity::time).orElseThrow(),
              number(item, "disabled").map(StreamIdentity::time));
        }

        @Override
        public int bytes(StreamIdentity identity) {
          return identity.table.getBytes(UTF_8).length;
        }
      };

  private static Optional<String> text(Item item, String field) {
    return item.get(field) instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<BigDecimal> number(Item item, String field) {
    return item.get(field) instanceof Value.Numeric(var number)
        ? Optional.of(number)
        : Optional.empty();
  }

  private static Instant time(BigDecimal millis) {
    return Instant.ofEpochMilli(millis.longValueExact());
  }
}
