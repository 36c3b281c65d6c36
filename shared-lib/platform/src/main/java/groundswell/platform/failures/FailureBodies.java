package groundswell.platform.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.failures.Arrival;
import groundswell.domain.failures.FailureId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// What failed messages say: beside the failure, so that its own item stays small; in the bucket if
/// an item can't hold it. Who only changes failures needs no bucket.
final class FailureBodies {
  /// The largest body in the table, in bytes; an item holds 400 KB
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>).
  static final int TABLE_BYTES_MAX = 300_000;

  private static final String PREFIX = "failures/bodies/";
  private static final String TEXT = "b";
  private static final String OBJECT = "x";

  private final Table operations;
  private final Supplier<S3Client> s3;
  private final FunctionEnvironment environment;

  FailureBodies(FunctionEnvironment environment) {
    operations = new Table(environment, "OPERATIONS_TABLE");
    s3 = environment.aws()::s3;
    this.environment = environment;
  }

  void put(Arrival arrival) {
    operations.put(item(arrival));
  }

  /// Several at once; of those of one failure, one.
  void putAll(Collection<Arrival> arrivals) {
    var items = new LinkedHashMap<FailureId, Map<String, AttributeValue>>();
    for (var arrival : arrivals) items.computeIfAbsent(arrival.id(), _ -> item(arrival));
    operations.putAll(items.values());
  }

  private Map<String, AttributeValue> item(Arrival arrival) {
    var id = arrival.id();
    var item =
        Item.at(FailureItems.PREFIX + id.value(), FailureItems.BODY)
            .with(FailureItems.EXPIRES_AT, FailureItems.expiry(arrival.failedAt()));
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

  /// Those that exist.
  Map<FailureId, String> getAll(Collection<FailureId> ids) {
    var found = new HashMap<FailureId, String>();
    for (var attributes : operations.getAll(ids.stream().map(FailureItems::bodyKey), true)) {
      var item = Item.of(attributes);
      var id = new FailureId(item.partitionKey().substring(FailureItems.PREFIX.length()));
      found.put(id, item.textIfPresent(TEXT).orElseGet(() -> object(item.text(OBJECT))));
    }
    return found;
  }

  private String object(String key) {
    var bucket = environment.require("BUCKET");
    return s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
  }
}
