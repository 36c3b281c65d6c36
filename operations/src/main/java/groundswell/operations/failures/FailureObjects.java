package groundswell.operations.failures;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/// Objects that hold stream records.
public final class FailureObjects {
  private final Supplier<S3Client> s3;
  private final String bucket;

  public FailureObjects(Supplier<S3Client> s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  public FailureObject get(String key) {
    var object = s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(key));
    return new FailureObject(object.asUtf8String(), object.response().metadata());
  }

  /// @param metadata set by its writer
  public record FailureObject(String text, Map<String, String> metadata) {
    public FailureObject {
      metadata = Map.copyOf(metadata);
    }
  }
}
