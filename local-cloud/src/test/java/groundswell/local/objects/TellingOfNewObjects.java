package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.VERSIONED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import groundswell.local.template.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
class TellingOfNewObjects {
  @AutoClose private final RunningStore store = new RunningStore();

  private String put(String key) {
    return store
        .client()
        .putObject(b -> b.bucket(VERSIONED).key(key), RequestBody.fromString("hello"))
        .versionId();
  }

  @Test
  void tellsOnlyOfKeysThatPassTheFilter() {
    put("other/a.csv");
    put("uploads/a.txt");
    var version = put("uploads/a.csv");

    assertThat(store.created())
        .singleElement()
        .satisfies(
            created -> {
              assertThat(created.key()).isEqualTo("uploads/a.csv");
              assertThat(created.eventName()).isEqualTo("ObjectCreated:Put");
              assertThat(created.eTag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
              assertThat(created.size()).isEqualTo(5);
              assertThat(created.versionId()).contains(version);
            });
  }

  @Test
  void ordersTheWritesOfAKeyByTheSequencer() {
    put("uploads/a.csv");
    put("uploads/a.csv");

    assertThat(store.created())
        .extracting(ObjectCreated::sequencer)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void writesTheEventAsS3Does() throws Exception {
    var created =
        new ObjectCreated(
            "ObjectCreated:Put",
            "files",
            "uploads/a b+ü.csv",
            5,
            "abc",
            Optional.of("v1"),
            "0A",
            Instant.parse("2026-03-01T10:00:00.123Z"));

    var record = new JsonMapper().readTree(created.toJson()).at("/Records/0");

    assertThat(record.at("/s3/object/key").asText()).isEqualTo("uploads/a+b%2B%C3%BC.csv");
    assertThat(record.at("/s3/object/size").asLong()).isEqualTo(5);
    assertThat(record.at("/s3/object/versionId").asText()).isEqualTo("v1");
    assertThat(record.at("/s3/bucket/name").asText()).isEqualTo("files");
    assertThat(record.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::files");
    assertThat(record.at("/eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(record.at("/eventTime").asText()).isEqualTo("2026-03-01T10:00:00.123Z");
  }

  @Test
  void refusesNotificationsThatItWouldNotSend() {
    var removals =
        new Topology.Notification(
            RunningStore.QUEUE, List.of("s3:ObjectRemoved:*"), Optional.empty(), Optional.empty());

    assertThatThrownBy(
            () ->
                store.store().createBucket(new Topology.Bucket("B", "b", false, List.of(removals))))
        .hasMessageContaining("s3:ObjectRemoved:* is not supported by the local cloud");
  }
}
