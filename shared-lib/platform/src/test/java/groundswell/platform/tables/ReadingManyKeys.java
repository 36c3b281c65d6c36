package groundswell.platform.tables;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.platform.StillRefused;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class ReadingManyKeys {
  private final List<Key> keys =
      IntStream.range(0, 250)
          .mapToObj(i -> new Key(Keys.tenant(TestEnvironment.newTenant()), "key-" + i))
          .toList();

  @Test
  void asksAgainForKeysThatABusyTableLeaves() {
    var busy = new BusyDynamoDb(37);
    keys.forEach(
        key ->
            LocalDynamoDb.client()
                .putItem(r -> r.tableName(LocalDynamoDb.USERS).item(key.attributes())));

    var found = tableOver(busy).getAll(keys.stream(), true);

    assertThat(found).extracting(Item::key).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(busy.calls.get()).isGreaterThan(3);
  }

  @Test
  void givesUpOnATableThatServesNothing() {
    assertThatThrownBy(() -> tableOver(new BusyDynamoDb(0)).getAll(keys.stream(), true))
        .isInstanceOf(StillRefused.class)
        .hasMessageContaining(LocalDynamoDb.USERS);
  }

  private static Table tableOver(DynamoDbClient client) {
    return new Wiring(TestEnvironment.of(TestClients.of(client))).users();
  }

  /// A table that serves only some keys of a call.
  private static final class BusyDynamoDb implements DynamoDbClient {
    private final int keysServed;
    private final AtomicInteger calls = new AtomicInteger();

    BusyDynamoDb(int keysServed) {
      this.keysServed = keysServed;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      calls.incrementAndGet();
      var asked = requireNonNull(request.requestItems().get(LocalDynamoDb.USERS)).keys();
      assertThat(asked).hasSizeLessThanOrEqualTo(Table.BATCH_GET_KEYS_MAX);
      int served = Math.min(keysServed, asked.size());
      var left = some(asked.subList(served, asked.size()));
      if (served == 0) return BatchGetItemResponse.builder().unprocessedKeys(left).build();
      return LocalDynamoDb.client()
          .batchGetItem(r -> r.requestItems(some(asked.subList(0, served))))
          .toBuilder()
          .unprocessedKeys(served < asked.size() ? left : Map.of())
          .build();
    }

    private static Map<String, KeysAndAttributes> some(List<Map<String, AttributeValue>> keys) {
      return Map.of(LocalDynamoDb.USERS, KeysAndAttributes.builder().keys(keys).build());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
