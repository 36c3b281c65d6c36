package groundswell.platform.boards;

import groundswell.domain.ranking.PublishedBoard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Deletes boards that were superseded, or never published. A board of the last minutes may still
/// be read by somebody who saw it published. The newest of the older boards stays, too: a board of
/// the last minutes superseded it.
///
/// A lifetime by age can't do this. The published board of a quiet challenge may be years old, and
/// a busy challenge makes an object a second.
final class SupersededBoards {
  private static final Logger LOG = LoggerFactory.getLogger(SupersededBoards.class);

  /// How long a board stays after it was superseded, at least: ten times as long as a function runs
  /// that may still read it.
  static final Duration KEPT = Duration.ofMinutes(10);

  /// The most keys of one listing, and of one deletion
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>). A challenge that
  /// publishes every second has some 660 at a time.
  private static final int KEYS_MAX = 1_000;

  private final Supplier<S3Client> s3;
  private final String bucket;

  SupersededBoards(Supplier<S3Client> s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /// Deletes the oldest superseded boards. If that fails, a later publication does it.
  ///
  /// @param published the board just published
  /// @param base the key of the board before it
  /// @param prefix where the challenge's boards are; a key is the prefix, the version, and more
  void delete(PublishedBoard published, Optional<String> base, String prefix) {
    var limit = prefix + (published.version() - KEPT.toMillis());
    try {
      var old =
          s3
              .get()
              .listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(KEYS_MAX))
              .contents()
              .stream()
              .map(S3Object::key)
              .takeWhile(key -> key.compareTo(limit) < 0)
              .toList();
      var superseded =
          old.stream()
              .limit(Math.max(0, old.size() - 1))
              .filter(key -> !base.equals(Optional.of(key)))
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      if (!superseded.isEmpty()) delete(superseded);
    } catch (SdkException e) {
      LOG.warn(
          "could not delete superseded boards under {}; a later publication retries", prefix, e);
    }
  }

  private void delete(List<ObjectIdentifier> keys) {
    var answer =
        s3.get().deleteObjects(request -> request.bucket(bucket).delete(d -> d.objects(keys)));
    answer
        .errors()
        .forEach(error -> LOG.warn("{} stays for now: {}", error.key(), error.message()));
  }
}
