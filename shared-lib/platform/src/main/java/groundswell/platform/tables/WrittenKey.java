package groundswell.platform.tables;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The item that a call of a service would write, for interceptors of the client.
public final class WrittenKey {
  private WrittenKey() {}

  /// @return empty if the call does not put or update one item
  public static Optional<Key> of(SdkRequest request) {
    return switch (request) {
      case PutItemRequest put -> Optional.of(Item.of(put.item()).key());
      case UpdateItemRequest update -> Optional.of(Item.of(update.key()).key());
      default -> Optional.empty();
    };
  }
}
