package groundswell.local.polling;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.StreamMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A bucket that takes the records which a stream mapping gives up on: one object per batch, with
/// the whole event as its payload, under `aws/lambda/<mapping>/<shard>/YYYY/MM/DD/<time>-<id>`.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>
public final class FailureDestination {
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
  private static final DateTimeFormatter DAY = format("yyyy/MM/dd");
  private static final DateTimeFormatter TIME = format("yyyy-MM-dd'T'HH.mm.ss");
  private static final Logger LOG = LoggerFactory.getLogger(FailureDestination.class);

  private final StreamMapping mapping;
  private final String functionArn;
  private final String streamArn;
  private final String bucket;
  private final S3Client s3;
  private final Scheduler scheduler;
  private final Ids ids;
  private final ObjectMapper json = new ObjectMapper();

  public FailureDestination(
      StreamMapping mapping,
      String functionArn,
      String streamArn,
      String bucket,
      S3Client s3,
      Scheduler scheduler,
      Ids ids) {
    this.mapping = mapping;
    this.functionArn = functionArn;
    this.streamArn = streamArn;
    this.bucket = bucket;
    this.s3 = s3;
    this.scheduler = scheduler;
    this.ids = ids;
  }

  /// Why records were given up.
  enum Condition {
    RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
    RECORD_AGE_EXCEEDED("RecordAgeExceeded");

    private final String text;

    Condition(String text) {
      this.text = text;
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /// Retries until the bucket takes them: the shard waits rather than losing records.
  void write(Condition condition, int invocations, List<StreamRecord> records, byte[] event)
      throws InterruptedException {
    var now = scheduler.instant();
    var shard = records.getFirst().shardId();
    var key =
        "aws/lambda/%s/%s/%s/%s-%s"
            .formatted(mapping.id(), shard, DAY.format(now), TIME.format(now), ids.next());
    var body = invocationRecord(condition, invocations, records, event, now);
    while (true) {
      try {
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(body));
        return;
      } catch (SdkException e) {
        LOG.warn("{} can't write to its failure destination {}", mapping.id(), bucket, e);
        scheduler.pause(RETRY_PAUSE);
      }
    }
  }

  private byte[] invocationRecord(
      Condition condition, int invocations, List<StreamRecord> records, byte[] event, Instant now) {
    var root = json.createObjectNode();
    root.putObject("requestContext")
        .put("requestId", ids.next())
        .put("functionArn", functionArn)
        .put("condition", condition.text)
        .put("approximateInvokeCount", invocations);
    if (condition == Condition.RETRY_ATTEMPTS_EXHAUSTED) {
      root.putObject("responseContext")
          .put("statusCode", 200)
          .put("executedVersion", "$LATEST")
          .put("functionError", "Unhandled");
    }
    root.put("version", "1.0").put("timestamp", now.toString());
    var first = records.getFirst();
    var last = records.getLast();
    root.putObject("DDBStreamBatchInfo")
        .put("shardId", first.shardId())
        .put("startSequenceNumber", first.sequenceNumber())
        .put("endSequenceNumber", last.sequenceNumber())
        .put("approximateArrivalOfFirstRecord", first.writtenAt().toString())
        .put("approximateArrivalOfLastRecord", last.writtenAt().toString())
        .put("batchSize", records.size())
        .put("streamArn", streamArn);
    root.put("payload", new String(event, StandardCharsets.UTF_8));
    try {
      return json.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
