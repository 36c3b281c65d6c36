package groundswell.platform.boards;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.platform.tables.PublishedBoards;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The boards' rows in the bucket, published through an item of the Programs table. Each attempt
/// stores its rows under a new key and overwrites nothing, so a published board never changes. A
/// publication deletes what older ones left: the first of a challenge, and then the first of each
/// minute.
public final class S3Boards implements Boards {
  private static final Logger LOG = LoggerFactory.getLogger(S3Boards.class);

  private static final long MINUTE_MILLIS = 60_000;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final Supplier<S3Client> s3;
  private final String bucket;
  private final RandomGenerator random;
  private final PublishedBoards published;
  private final SupersededBoards superseded;

  public S3Boards(
      Supplier<S3Client> s3, String bucket, RandomGenerator random, PublishedBoards published) {
    this.s3 = s3;
    this.bucket = bucket;
    this.random = random;
    this.published = published;
    superseded = new SupersededBoards(s3, bucket);
  }

  @Override
  public Optional<PublishedBoard> published(TenantId tenant, ChallengeId challenge) {
    return published.find(tenant, challenge);
  }

  /// @return empty if the object is gone or is not a valid board: the rows can be rebuilt
  @Override
  public Optional<Board> load(PublishedBoard board) {
    var key = board.objectKey();
    try {
      var rows = s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(key));
      return Optional.of(BoardFile.read(rows.asInputStream()));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("board {} is unreadable; rebuilding it from progress", key, e);
      return Optional.empty();
    }
  }

  @Override
  public boolean publish(
      TenantId tenant,
      ChallengeId challenge,
      Optional<PublishedBoard> base,
      PublishedBoard next,
      Board board) {
    var prefix = "boards/%s/%s/".formatted(tenant, challenge);
    var key = "%s%d-%016x.json.gz".formatted(prefix, next.version(), random.nextLong());
    var stored =
        new PublishedBoard(
            next.version(), next.definitionVersion(), key, next.asOf(), next.members());
    boolean done =
        putNew(key, BoardFile.write(board)) && published.replace(tenant, challenge, base, stored);
    if (done && isFirstOfItsMinute(base, next))
      superseded.delete(stored, base.map(PublishedBoard::objectKey), prefix);
    return done;
  }

  private static boolean isFirstOfItsMinute(Optional<PublishedBoard> base, PublishedBoard next) {
    return base.map(PublishedBoard::version)
        .filter(version -> version / MINUTE_MILLIS == next.version() / MINUTE_MILLIS)
        .isEmpty();
  }

  /// @return false if the object exists or is being written concurrently
  ///     (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>)
  private boolean putNew(String key, byte[] rows) {
    try {
      s3.get()
          .putObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .ifNoneMatch("*")
                      .contentType("application/json")
                      .contentEncoding("gzip"),
              RequestBody.fromBytes(rows));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) return false;
      throw e;
    }
  }
}
