package groundswell.platform.uploads;

import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.tables.ImageFile;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What the statements of uploads replaced, in the bucket. Each attempt at a partition writes an
/// object of its own, before it writes the months. Together they are what the partition replaced.
/// The bucket deletes them after 30 days.
public final class BeforeImages {
  private final Supplier<S3Client> s3;
  private final String bucket;
  private final RandomGenerator random;

  public BeforeImages(Supplier<S3Client> s3, String bucket, RandomGenerator random) {
    this.s3 = s3;
    this.bucket = bucket;
    this.random = random;
  }

  /// Keeps what an attempt is about to replace, under a key that nothing else has.
  public void put(TenantId tenant, UploadId upload, int partition, Images images) {
    var attempt = HexFormat.of().toHexDigits(random.nextLong());
    var file = RequestBody.fromBytes(ImageFile.write(images));
    s3.get()
        .putObject(
            put -> put.bucket(bucket).key(prefix(tenant, upload, partition) + attempt), file);
  }

  /// What all attempts at a partition replaced.
  ///
  /// @param wanted of which months
  public Images of(TenantId tenant, UploadId upload, int partition, Predicate<MonthKey> wanted) {
    var prefix = prefix(tenant, upload, partition);
    return s3
        .get()
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(object -> read(object.key(), wanted))
        .reduce(Images.NONE, Images::plus);
  }

  private Images read(String key, Predicate<MonthKey> wanted) {
    var object = s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(key));
    return ImageFile.read(object.asByteArrayUnsafe(), wanted);
  }

  private static String prefix(TenantId tenant, UploadId upload, int partition) {
    return "before/%s/%s/%d/".formatted(tenant, upload, partition);
  }
}
