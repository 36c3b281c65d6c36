package groundswell.operations.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureRetention;
import groundswell.platform.Parallel;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The content and attributes of failed messages: beside the failure, whose item stays small, or in
/// the bucket where that is cheaper. Callers that only change failures need no bucket.
final class FailureBodies {
  /// The largest message kept in the table, in bytes. Each KB costs a write unit, and four of them
  /// cost more than an object (<https://aws.amazon.com/dynamodb/pricing/on-demand/>,
  /// <https://aws.amazon.com/s3/pricing/>). An event of a burst has 240 KB.
  static final int TABLE_BYTES_MAX = 4_096;

  private static final int AT_ONCE = 8;

  private static final String PREFIX = "failures/bodies/";
  private static final String TEXT = "b";
  private static final String ATTRIBUTES = "a";
  private static final String OBJECT = "x";

  private final Table operations;
  private final Supplier<S3Client> s3;
  private final Supplier<String> bucket;
  private final FailureRetention retention;

  /// @param bucket its name, asked for on first use
  FailureBodies(
      Table operations,
      Supplier<S3Client> s3,
      Supplier<String> bucket,
      FailureRetention retention) {
    this.operations = operations;
    this.s3 = s3;
    this.bucket = bucket;
    this.retention = retention;
  }

  void put(Arrival arrival) {
    operations.put(item(arrival));
  }

  /// Puts several at once, but only one of each failure.
  void putAll(Collection<Arrival> arrivals) {
    var first = new LinkedHashMap<FailureId, Arrival>();
    for (var arrival : arrivals) first.putIfAbsent(arrival.id(), arrival);
    var items = new ConcurrentLinkedQueue<Item>();
    Parallel.forEach(first.values(), AT_ONCE, arrival -> items.add(item(arrival)));
    operations.putAll(items);
  }

  private Item item(Arrival arrival) {
    var id = arrival.id();
    var item = Item.at(FailureItems.bodyKey(id)).expiringAt(retention.expiryOf(arrival));
    var message = arrival.message();
    if (bytes(message) <= TABLE_BYTES_MAX) {
      item.with(TEXT, message.body()).with(ATTRIBUTES, map(message.attributes()));
    } else {
      var key = PREFIX + id.value();
      s3.get()
          .putObject(
              request -> request.bucket(bucket.get()).key(key),
              RequestBody.fromString(MessageText.write(message)));
      item.with(OBJECT, key);
    }
    return item;
  }

  private static int bytes(FailedMessage message) {
    return message.attributes().entrySet().stream()
        .mapToInt(attribute -> bytes(attribute.getKey()) + bytes(attribute.getValue()))
        .reduce(bytes(message.body()), Integer::sum);
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /// Those still kept: an object may expire hours before the item that names it.
  Map<FailureId, FailedMessage> getAll(Collection<FailureId> ids) {
    var found = new ConcurrentHashMap<FailureId, FailedMessage>();
    Parallel.forEach(
        operations.getAll(ids.stream().map(FailureItems::bodyKey), true),
        AT_ONCE,
        item -> {
          var id = new FailureId(item.partitionKey().substring(FailureItems.PREFIX.length()));
          item.textIfPresent(TEXT)
              .map(text -> new FailedMessage(text, texts(item.map(ATTRIBUTES))))
              .or(() -> object(item.text(OBJECT)))
              .ifPresent(message -> found.put(id, message));
        });
    return found;
  }

  private Optional<FailedMessage> object(String key) {
    try {
      return Optional.of(
          MessageText.read(
              s3.get()
                  .getObjectAsBytes(request -> request.bucket(bucket.get()).key(key))
                  .asUtf8String()));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  private static Item map(Map<String, String> texts) {
    var map = Item.empty();
    texts.forEach(map::with);
    return map;
  }

  private static Map<String, String> texts(Item map) {
    var texts = new HashMap<String, String>();
    map.names().forEach(name -> texts.put(name, map.text(name)));
    return texts;
  }
}
