package groundswell.platform.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The size of an item as DynamoDB bills it; where the rules are unclear, the larger one (DynamoDB
/// developer guide, "DynamoDB Item sizes and formats").
final class ItemSize {
  private static final int COLLECTION_OVERHEAD = 3;

  private ItemSize() {}

  static int of(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(each -> bytes(each.getKey()) + of(each.getValue()))
        .sum();
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> (value.n().length() + 1) / 2 + 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case M -> COLLECTION_OVERHEAD + value.m().size() + of(value.m());
      case L -> COLLECTION_OVERHEAD + value.l().stream().mapToInt(each -> 1 + of(each)).sum();
      case SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item of this system has a " + value.type());
    };
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
