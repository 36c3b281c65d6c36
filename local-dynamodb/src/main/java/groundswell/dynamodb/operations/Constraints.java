package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks the members of a request one by one, as the service's interface declares them. Refuses
/// the request with everything that is wrong: `2 validation errors detected: …; …`.
///
/// The constraints are those of the pages of
/// APIReference/API_Operations_Amazon_DynamoDB.html
final class Constraints {
  static final int NAME_LENGTH_MIN = 3;
  static final int NAME_LENGTH_MAX = 255;
  private static final String NAME_PATTERN = "[a-zA-Z0-9_.-]+";
  private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
  private static final int FAILURES_MAX = 10;

  private final List<String> failures = new ArrayList<>(0);

  Constraints notNull(String member, @Nullable Object value) {
    if (value == null) fail("null", member, "Member must not be null");
    return this;
  }

  Constraints length(String member, @Nullable String value, int min, int max) {
    if (value == null) return this;
    if (value.length() > max) longerThan(quoted(value), member, max);
    if (value.length() < min) shorterThan(quoted(value), member, min);
    return this;
  }

  Constraints size(String member, @Nullable Collection<?> values, int min, int max) {
    if (values == null) return this;
    if (values.size() > max) longerThan(quoted(Echo.of(values)), member, max);
    if (values.size() < min) shorterThan(quoted(Echo.of(values)), member, min);
    return this;
  }

  Constraints atLeast(String member, @Nullable Number value, long min) {
    if (value != null && value.longValue() < min)
      fail(
          quoted(value.toString()),
          member,
          "Member must have value greater than or equal to " + min);
    return this;
  }

  Constraints atMost(String member, @Nullable Number value, long max) {
    if (value != null && value.longValue() > max)
      fail(quoted(value.toString()), member, "Member must have value less than or equal to " + max);
    return this;
  }

  Constraints oneOf(Choice choice, @Nullable String value) {
    return oneOf(choice.member, choice, value);
  }

  Constraints oneOf(String member, Choice choice, @Nullable String value) {
    if (value != null && !choice.values.contains(value))
      fail(quoted(value), member, "Member must satisfy enum value set: " + choice.values);
    return this;
  }

  /// The name of a table or index to create or change.
  Constraints name(String member, @Nullable String value) {
    notNull(member, value);
    return pattern(member, value).length(member, value, NAME_LENGTH_MIN, NAME_LENGTH_MAX);
  }

  /// The name of a table to read or write items of. It may also be an ARN.
  Constraints tableOfItems(@Nullable String value) {
    return tableOfItems("tableName", value);
  }

  Constraints tableOfItems(String member, @Nullable String value) {
    notNull(member, value);
    if (value == null || TableNames.isArn(value)) return this;
    if (!value.isEmpty()) pattern(member, value);
    return length(member, value, 1, NAME_LENGTH_MAX);
  }

  Constraints pattern(String member, @Nullable String value) {
    if (value != null && !NAME.matcher(value).matches())
      fail(
          quoted(value), member, "Member must satisfy regular expression pattern: " + NAME_PATTERN);
    return this;
  }

  Constraints add(String failure) {
    if (failures.size() < FAILURES_MAX) failures.add(failure);
    return this;
  }

  /// The refusal of a request with a single fault.
  static RuntimeException refusal(String failure) {
    return Errors.validation("1 validation error detected: " + failure);
  }

  void check() {
    if (failures.isEmpty()) return;
    throw Errors.validation(
        "%d validation error%s detected: %s"
            .formatted(
                failures.size(), failures.size() == 1 ? "" : "s", String.join("; ", failures)));
  }

  static boolean isName(String value) {
    return NAME.matcher(value).matches()
        && value.length() >= NAME_LENGTH_MIN
        && value.length() <= NAME_LENGTH_MAX;
  }

  private void longerThan(String value, String member, int max) {
    fail(value, member, "Member must have length less than or equal to " + max);
  }

  private void shorterThan(String value, String member, int min) {
    fail(value, member, "Member must have length greater than or equal to " + min);
  }

  private void fail(String value, String member, String constraint) {
    add("Value %s at '%s' failed to satisfy constraint: %s".formatted(value, member, constraint));
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }

  /// Members that take one of several words, with the words in the service's order.
  enum Choice {
    RETURN_VALUES("returnValues", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"),
    RETURN_CONSUMED_CAPACITY("returnConsumedCapacity", "INDEXES", "TOTAL", "NONE"),
    RETURN_ITEM_COLLECTION_METRICS("returnItemCollectionMetrics", "SIZE", "NONE"),
    RETURN_VALUES_ON_CONDITION_CHECK_FAILURE(
        "returnValuesOnConditionCheckFailure", "ALL_OLD", "NONE"),
    SELECT("select", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"),
    KEY_TYPE("keyType", "HASH", "RANGE"),
    ATTRIBUTE_TYPE("attributeType", "B", "N", "S"),
    BILLING_MODE("billingMode", "PROVISIONED", "PAY_PER_REQUEST"),
    PROJECTION_TYPE("projectionType", "ALL", "INCLUDE", "KEYS_ONLY"),
    STREAM_VIEW_TYPE(
        "streamSpecification.streamViewType",
        "NEW_IMAGE",
        "OLD_IMAGE",
        "NEW_AND_OLD_IMAGES",
        "KEYS_ONLY"),
    TABLE_CLASS("tableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS"),
    SSE_TYPE("sSESpecification.sSEType", "AES256", "KMS"),
    SHARD_ITERATOR_TYPE(
        "shardIteratorType",
        "TRIM_HORIZON",
        "LATEST",
        "AT_SEQUENCE_NUMBER",
        "AFTER_SEQUENCE_NUMBER");

    private final String member;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> values;

    Choice(String member, String... values) {
      this.member = member;
      this.values = List.of(values);
    }
  }
}
