package groundswell.local;

import static groundswell.local.Kept.put;
import static groundswell.local.Kept.receive;
import static groundswell.local.Kept.send;
import static groundswell.local.TinyTemplate.topicArn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.local.journal.DataDirectoryException;
import groundswell.local.template.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// Tables, streams and queues of a local cloud with a data directory survive a restart, even if its
/// process was killed.
class KeepingState {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KILLED_AFTER = 30;

  @TempDir private Path directory;

  private LocalCloud start(Topology topology) {
    return Kept.start(directory, topology);
  }

  @Test
  void hasTablesAgainAndGoesOnInTheirStreams() {
    var before = RecordingStream.succeeding();
    try (var first = start(streamed(before))) {
      put(first, "a", "one");
      first.awaitQuiet(PATIENCE);
    }
    assertThat(before.allValues()).containsExactly("one");

    var after = RecordingStream.succeeding();
    try (var second = start(streamed(after))) {
      put(second, "a", "two");
      second.awaitQuiet(PATIENCE);
      assertThat(second.aws().dynamoDb().scan(r -> r.tableName("table")).items())
          .extracting(item -> Objects.requireNonNull(item.get("value")).s())
          .containsExactly("two");
    }
    assertThat(after.allValues()).containsExactly("two");
  }

  /// A record that was read, but not done, is read again. Later records that were done are read
  /// twice.
  @Test
  void readsAgainWhatWasNotDone() {
    var before =
        RecordingStream.answering(
            batch -> {
              throw new IllegalStateException("on purpose: " + batch.size());
            });
    try (var first = start(streamed(before))) {
      put(first, "a", "one");
      put(first, "b", "two");
      Waiting.until("the function is called", () -> !before.batches().isEmpty());
    }

    var after = RecordingStream.succeeding();
    try (var second = start(streamed(after))) {
      second.awaitQuiet(PATIENCE);
    }
    assertThat(after.allValues()).containsExactlyInAnyOrder("one", "two");
  }

  private static Topology streamed(RecordingStream script) {
    return new TinyTemplate()
        .table("table")
        .function("function", StreamScript.class, script)
        .mapping(StreamMappings.from("table", "function").parallelizationFactor(2).build())
        .build();
  }

  @Test
  void refusesTablesThatAnotherTemplateMade() {
    try (var first = start(new TinyTemplate().table("table").build())) {
      put(first, "a", "one");
    }
    var other = new TinyTemplate().table("table").build();
    var table = other.tables().getFirst();
    var changed =
        new Topology.Table(
            table.logicalId(),
            table.name(),
            table.arn(),
            table.partitionKey(),
            Optional.of(new Topology.Key("SK", "N")),
            List.of(),
            true,
            Optional.empty());

    assertThatThrownBy(() -> start(withTable(other, changed)))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("table table is kept with keys PK HASH S, SK RANGE S")
        .hasMessageContaining("the template has keys PK HASH S, SK RANGE N")
        .hasMessageContaining("choose another data directory");
    start(other).close();
  }

  private static Topology withTable(Topology topology, Topology.Table table) {
    return new Topology(
        List.of(table),
        topology.queues(),
        topology.topics(),
        topology.buses(),
        topology.rules(),
        topology.buckets(),
        topology.functions(),
        topology.queueMappings(),
        topology.streamMappings(),
        topology.httpApi(),
        topology.roles(),
        topology.parameters(),
        topology.outputs(),
        topology.cachedPaths(),
        topology.pageHeaders(),
        topology.withoutEffect());
  }

  @Test
  void isForOneLocalCloudAtATime() {
    var topology = new TinyTemplate().table("table").build();
    try (var _ = start(topology)) {
      assertThatThrownBy(() -> start(topology))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessage(
              "%s is in use by another local cloud; stop that one, or choose another data directory"
                  .formatted(directory));
    }
    start(topology).close();
  }

  /// A process of its own sends messages and puts items, and prints the number of each that was
  /// acknowledged, until it is killed.
  @Test
  void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SendingForEver.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var acknowledged = new ArrayList<String>();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("sent ")) acknowledged.add(line);
        if (acknowledged.size() == KILLED_AFTER) process.destroyForcibly();
      }
    } catch (IOException e) {
      assertThat(acknowledged).as("said before %s", e).hasSizeGreaterThanOrEqualTo(KILLED_AFTER);
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLED_AFTER);

    try (var second = start(SendingForEver.topology())) {
      var bodies = new ArrayList<String>();
      for (var some = receive(second, "work"); !some.isEmpty(); some = receive(second, "work"))
        some.forEach(message -> bodies.add(message.body()));
      assertThat(bodies).containsAll(acknowledged.subList(0, KILLED_AFTER));
      var items = second.aws().dynamoDb().scan(r -> r.tableName("table")).items();
      assertThat(items)
          .extracting(item -> Objects.requireNonNull(item.get("PK")).s())
          .containsAll(acknowledged.subList(0, KILLED_AFTER));
    }
  }

  /// The program of that process.
  static final class SendingForEver {
    private SendingForEver() {}

    static Topology topology() {
      return new TinyTemplate().table("table").queue("work").build();
    }

    public static void main(String[] arguments) {
      var options =
          LocalCloudOptions.of(Path.of("template.yaml"), Path.of(arguments[0])).withKeptData();
      try (var cloud = LocalCloud.start(_ -> topology(), options)) {
        for (var number = 0; ; number++) {
          var name = "sent " + number;
          send(cloud, "work", name);
          put(cloud, name, "value");
          System.out.println(name);
        }
      }
    }
  }

  @Test
  void leavesNothingBehindIfItIsNotToKeepAnything() throws IOException {
    var topology =
        new TinyTemplate()
            .table("table")
            .queueWithDeadLetters("work", Duration.ofSeconds(30), 3)
            .bucket("files", "work")
            .topic("topic")
            .build();
    var options = LocalCloudOptions.of(Path.of("template.yaml"), directory);
    try (var cloud = LocalCloud.start(_ -> topology, options)) {
      put(cloud, "a", "one");
      send(cloud, "work", "message");
      cloud.aws().sns().publish(r -> r.topicArn(topicArn("topic")).message("one"));
      cloud
          .aws()
          .s3()
          .putObject(r -> r.bucket("files").key("a"), RequestBody.fromString("content"));
    }

    try (var files = Files.walk(directory)) {
      assertThat(files).containsExactly(directory);
    }
  }
}
