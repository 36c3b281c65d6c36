package groundswell.platform.topics;

import groundswell.domain.Lane;
import groundswell.domain.rewards.Notice;
import groundswell.platform.PartialRetry;
import groundswell.platform.StillRefused;
import groundswell.platform.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/// The topic for members' notices. Subscribers can filter by attributes: tenant, challenge, kind
/// and lane.
public final class NoticeTopic {
  /// The most messages of one PublishBatch
  /// (<https://docs.aws.amazon.com/sns/latest/dg/sns-batch-api-actions.html>).
  public static final int BATCH_ENTRIES_MAX = 10;

  private final Supplier<SnsClient> sns;
  private final String topicArn;
  private final PartialRetry retry;

  public NoticeTopic(Supplier<SnsClient> sns, String topicArn, PartialRetry retry) {
    this.sns = sns;
    this.topicArn = topicArn;
    this.retry = retry;
  }

  /// Publishes all. If it throws, some may have been published.
  ///
  /// @throws StillRefused if the topic keeps refusing some
  public void publish(List<Notice> notices, Lane lane) {
    for (var chunk : notices.stream().gather(Gatherers.windowFixed(BATCH_ENTRIES_MAX)).toList()) {
      var refused = retry.untilAccepted(chunk, some -> publishChunk(some, lane));
      if (!refused.isEmpty()) {
        throw new StillRefused("the topic", refused.size(), chunk.size());
      }
    }
  }

  private List<Notice> publishChunk(List<Notice> notices, Lane lane) {
    var entries =
        IntStream.range(0, notices.size())
            .mapToObj(index -> entry(index, notices.get(index), lane))
            .toList();
    var response =
        sns.get()
            .publishBatch(
                request -> request.topicArn(topicArn).publishBatchRequestEntries(entries));
    return response.failed().stream()
        .map(BatchResultErrorEntry::id)
        .map(id -> notices.get(Integer.parseInt(id)))
        .toList();
  }

  private static PublishBatchRequestEntry entry(int index, Notice notice, Lane lane) {
    return PublishBatchRequestEntry.builder()
        .id(Integer.toString(index))
        .message(body(notice))
        .messageAttributes(
            Map.of(
                "message-id", text(notice.id()),
                "tenant", text(notice.tenant().value()),
                "challenge", text(notice.challenge().value()),
                "kind", text(kebab(notice.kind())),
                "lane", text(lane.label())))
        .build();
  }

  private static String body(Notice notice) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", notice.id());
          json.writeStringField("kind", kebab(notice.kind()));
          json.writeStringField("tenant", notice.tenant().value());
          json.writeStringField("challenge", notice.challenge().value());
          json.writeStringField("member", notice.member().value());
          json.writeStringField("reward", notice.reward().value());
          json.writeNumberField("points", notice.points());
          json.writeNumberField("change", notice.change());
          json.writeEndObject();
        });
  }

  private static String kebab(Notice.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// An attribute of a message.
  static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
