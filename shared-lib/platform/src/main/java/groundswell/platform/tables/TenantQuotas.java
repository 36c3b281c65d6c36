package groundswell.platform.tables;

import groundswell.domain.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Counts how often a tenant has asked for something expensive in this hour. The counts are in the
/// Operations table, so that all instances share them.
public final class TenantQuotas {
  private static final String PREFIX = "QUOTA#";
  private static final String COUNT = "n";
  private static final Duration LIFE = Duration.ofHours(2);

  private final Table operations;
  private final InstantSource clock;

  public TenantQuotas(Table operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  /// Uses one unit of the tenant's quota for this hour.
  ///
  /// @param what for example `recalculation`
  /// @return false if the quota is used up
  public boolean take(TenantId tenant, String what, int perHour) {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    var key = Item.key(Keys.tenant(tenant), PREFIX + what + "#" + hour);
    try {
      operations
          .client()
          .updateItem(
              request ->
                  request
                      .tableName(operations.name())
                      .key(key)
                      .updateExpression("SET #expires = :expires ADD #count :one")
                      .conditionExpression("attribute_not_exists(#count) OR #count < :most")
                      .expressionAttributeNames(
                          Map.of("#count", COUNT, "#expires", Item.EXPIRES_AT))
                      .expressionAttributeValues(values(hour, perHour)));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  private static Map<String, AttributeValue> values(Instant hour, int perHour) {
    return Map.of(
        ":one", Item.number(1),
        ":most", Item.number(perHour),
        ":expires", Item.number(hour.plus(LIFE).getEpochSecond()));
  }
}
