package groundswell.platform.objects;

import groundswell.domain.ids.TenantId;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// The objects of a tenant, for the one who erases them. Each is under `{folder}/{tenant}/`.
public final class TenantObjects {
  /// The folders that have one for each tenant.
  public static final List<String> FOLDERS =
      List.of(
          "uploads",
          "partitions",
          "before",
          "touched",
          "rejects",
          "fates",
          "inbox",
          "outbox",
          "boards");

  /// The most keys of one listing, and of one deletion
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>).
  private static final int KEYS_MAX = 1_000;

  private final Supplier<S3Client> s3;
  private final String bucket;

  public TenantObjects(Supplier<S3Client> s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /// Deletes some objects of a folder. Their bytes go a day later, with the versions that were
  /// superseded.
  ///
  /// @return whether there may be more
  /// @throws IllegalStateException if the bucket keeps one
  public boolean delete(TenantId tenant, String folder) {
    var prefix = "%s/%s/".formatted(folder, tenant);
    var found =
        s3.get().listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(KEYS_MAX));
    var keys =
        found.contents().stream()
            .map(object -> ObjectIdentifier.builder().key(object.key()).build())
            .toList();
    if (keys.isEmpty()) return false;
    var answer =
        s3.get()
            .deleteObjects(
                request -> request.bucket(bucket).delete(delete -> delete.objects(keys)));
    if (answer.hasErrors() && !answer.errors().isEmpty())
      throw new IllegalStateException(
          "%d objects under %s are still there: %s"
              .formatted(answer.errors().size(), prefix, answer.errors().getFirst().message()));
    return Boolean.TRUE.equals(found.isTruncated());
  }
}
