package groundswell.platform.boards;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.Boards;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.PublishedBoards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The boards' rows in the bucket, published through an item of the Programs table. Each try to
/// publish stores its rows under a key of its own, so that a published board never changes; what
/// was not published is left to the bucket's lifecycle.
public final class S3Boards implements Boards {
  private final S3Client s3;
  private final String bucket;
  private final RandomGenerator random;
  private final PublishedBoards published;

  public S3Boards(FunctionEnvironment environment) {
    s3 = environment.aws().s3();
    bucket = environment.require("BUCKET");
    random = environment.random();
    published = new PublishedBoards(environment);
  }

  @Override
  public Optional<PublishedBoard> published(TenantId tenant, ChallengeId challenge) {
    return published.find(tenant, challenge);
  }

  @Override
  public Board load(PublishedBoard board) {
    try (var object = s3.getObject(request -> request.bucket(bucket).key(board.objectKey()))) {
      return BoardFile.read(object);
    } catch (IOException e) {
      throw new UncheckedIOException("board %s".formatted(board.objectKey()), e);
    }
  }

  @Override
  public boolean publish(
      TenantId tenant,
      ChallengeId challenge,
      Optional<PublishedBoard> base,
      PublishedBoard next,
      Board board) {
    var key =
        "boards/%s/%s/%d-%016x.json.gz"
            .formatted(tenant, challenge, next.version(), random.nextLong());
    s3.putObject(
        request ->
            request.bucket(bucket).key(key).contentType("application/json").contentEncoding("gzip"),
        RequestBody.fromBytes(BoardFile.write(board)));
    return published.replace(
        tenant,
        challenge,
        base,
        new PublishedBoard(
            next.version(), next.definitionVersion(), key, next.asOf(), next.members()));
  }
}
