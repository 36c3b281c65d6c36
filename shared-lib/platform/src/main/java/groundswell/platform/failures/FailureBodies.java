package groundswell.platform.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.failures.Arrival;
import groundswell.domain.failures.FailureId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Parallel;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// What failed messages say: beside the failure, so that its own item stays small; in the bucket
/// where that is cheaper. Who only changes failures needs no bucket.
final class FailureBodies {
  /// The largest body in the table, in bytes. Each KB costs a write unit, and four are dearer than
  /// an object (<https://aws.amazon.com/dynamodb/pricing/on-demand/>,
  /// <https://aws.amazon.com/s3/pricing/>); an event of a burst has 240 KB.
  static final int TABLE_BYTES_MAX = 4_096;

  private static final int AT_ONCE = 8;

  private static final String PREFIX = "failures/bodies/";
  private static final String TEXT = "b";
  private static final String OBJECT = "x";

  private final Table operations;
  private final Supplier<S3Client> s3;
  private final FunctionEnvironment environment;
  private final FailureRetention retention;

  FailureBodies(FunctionEnvironment environment) {
    operations = new Table(environment, "OPERATIONS_TABLE");
    s3 = environment.aws()::s3;
    this.environment = environment;
    retention = FailureRetention.of(environment);
  }

  void put(Arrival arrival) {
    operations.put(item(arrival));
  }

  /// Several at once; of those of one failure, one.
  void putAll(Collection<Arrival> arrivals) {
    var first = new LinkedHashMap<FailureId, Arrival>();
    for (var arrival : arrivals) first.putIfAbsent(arrival.id(), arrival);
    var items = new ConcurrentLinkedQueue<Map<String, AttributeValue>>();
    Parallel.forEach(first.values(), AT_ONCE, arrival -> items.add(item(arrival)));
    operations.putAll(items);
  }

  private Map<String, AttributeValue> item(Arrival arrival) {
    var id = arrival.id();
    var item =
        Item.at(FailureItems.PREFIX + id.value(), FailureItems.BODY)
            .with(FailureItems.EXPIRES_AT, retention.expiry(arrival.firstSeen()));
    var bytes = arrival.body().getBytes(UTF_8);
    if (bytes.length <= TABLE_BYTES_MAX) {
      item.with(TEXT, arrival.body());
    } else {
      var key = PREFIX + id.value();
      var bucket = environment.require("BUCKET");
      s3.get().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
      item.with(OBJECT, key);
    }
    return item.attributes();
  }

  /// Those that are kept: an object may expire hours before the item that names it.
  Map<FailureId, String> getAll(Collection<FailureId> ids) {
    var found = new ConcurrentHashMap<FailureId, String>();
    Parallel.forEach(
        operations.getAll(ids.stream().map(FailureItems::bodyKey), true),
        AT_ONCE,
        attributes -> {
          var item = Item.of(attributes);
          var id = new FailureId(item.partitionKey().substring(FailureItems.PREFIX.length()));
          item.textIfPresent(TEXT)
              .or(() -> object(item.text(OBJECT)))
              .ifPresent(body -> found.put(id, body));
        });
    return found;
  }

  private Optional<String> object(String key) {
    var bucket = environment.require("BUCKET");
    try {
      return Optional.of(
          s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }
}
