package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// The objects that a local cloud with a data directory acknowledged survive a restart, even if its
/// process was killed.
class KeepingObjects {
  @TempDir private Path directory;

  private LocalCloud start() {
    var options = LocalCloudOptions.of(Path.of("template.yaml"), directory).withKeptData();
    return LocalCloud.start(_ -> template().build(), options);
  }

  private static TinyTemplate template() {
    return new TinyTemplate()
        .queueWithDeadLetters("work", Duration.ofSeconds(30), 3)
        .versionedBucket("files", "work");
  }

  private static void put(LocalCloud cloud, String key, String content) {
    cloud
        .aws()
        .s3()
        .putObject(
            r -> r.bucket("files").key(key).contentType("text/csv").metadata(Map.of("a", "b")),
            RequestBody.fromString(content));
  }

  private static String get(LocalCloud cloud, String key) {
    return cloud.aws().s3().getObjectAsBytes(r -> r.bucket("files").key(key)).asUtf8String();
  }

  @Test
  void hasObjectsAndTheirVersionsAgain() {
    try (var first = start()) {
      put(first, "a", "one");
      put(first, "a", "two");
      put(first, "gone", "x");
      first.aws().s3().deleteObject(r -> r.bucket("files").key("gone"));
    }

    try (var second = start()) {
      assertThat(get(second, "a")).isEqualTo("two");
      var head = second.aws().s3().headObject(r -> r.bucket("files").key("a"));
      assertThat(head.contentType()).isEqualTo("text/csv");
      assertThat(head.metadata()).containsEntry("a", "b");
      put(second, "a", "three");
      assertThat(
              second.aws().s3().listObjectVersions(r -> r.bucket("files").prefix("a")).versions())
          .extracting(ObjectVersion::size)
          .containsExactly(5L, 3L, 3L);
      assertThat(second.aws().s3().listObjectsV2(r -> r.bucket("files")).contents()).hasSize(1);
    }
  }

  @Test
  void leavesNothingOfBodiesThatWereNotComplete() throws Exception {
    try (var first = start()) {
      put(first, "a", "one");
    }
    Files.writeString(directory.resolve("objects").resolve("17"), "half a body");

    try (var second = start()) {
      assertThat(get(second, "a")).isEqualTo("one");
      assertThat(directory.resolve("objects").resolve("17")).doesNotExist();
    }
  }

  /// A process of its own puts objects and prints the key of each that was acknowledged, until it
  /// is
  /// killed.
  @Test
  void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                PuttingForEver.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var acknowledged = 0;
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = out.readLine(); line != null && acknowledged < 20; line = out.readLine()) {
        if (line.equals("put " + acknowledged)) acknowledged++;
      }
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(acknowledged).isEqualTo(20);

    try (var second = start()) {
      for (var number = 0; number < acknowledged; number++) {
        assertThat(get(second, "k" + number)).isEqualTo("content " + number);
      }
    }
  }

  /// The program of that process.
  static final class PuttingForEver {
    private PuttingForEver() {}

    public static void main(String[] arguments) {
      var options =
          LocalCloudOptions.of(Path.of("template.yaml"), Path.of(arguments[0])).withKeptData();
      try (var cloud = LocalCloud.start(_ -> template().build(), options)) {
        for (var number = 0; ; number++) {
          put(cloud, "k" + number, "content " + number);
          System.out.println("put " + number);
        }
      }
    }
  }
}
