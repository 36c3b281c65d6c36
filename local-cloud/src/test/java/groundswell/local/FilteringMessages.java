package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Filter criteria of queues:
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>.
class FilteringMessages {
  private final RecordingQueue function = RecordingQueue.succeeding();

  /// "Lambda automatically deletes filtered-out messages"
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>).
  @Test
  void deletesWhatDoesNotMatch() throws Exception {
    try (var cloud = cloud("{\"body\":{\"code\":[\"B\"]}}")) {
      cloud.send("work", "{\"code\":\"A\"}", "{\"code\":\"B\"}", "no JSON");
      cloud.awaitQuiet();
      assertThat(cloud.depth("work").total()).isZero();
    }

    assertThat(function.bodies()).containsExactly("{\"code\":\"B\"}");
  }

  @Test
  void matchesPlainTextBodies() throws Exception {
    try (var cloud = cloud("{\"body\":[{\"prefix\":\"urgent\"}]}")) {
      cloud.send("work", "urgent: call", "whenever");
      cloud.awaitQuiet();
    }

    assertThat(function.bodies()).containsExactly("urgent: call");
  }

  @Test
  void passesWhatOneOfSeveralFiltersMatches() throws Exception {
    try (var cloud =
        cloud("{\"body\":{\"code\":[\"A\"]}}", "{\"body\":{\"n\":[{\"numeric\":[\">\",5]}]}}")) {
      cloud.send("work", "{\"code\":\"A\"}", "{\"n\":9}", "{\"n\":1}");
      cloud.awaitQuiet();
    }

    assertThat(function.bodies()).containsExactlyInAnyOrder("{\"code\":\"A\"}", "{\"n\":9}");
  }

  @Test
  void refusesAPatternThatIsNone() {
    assertThatThrownBy(() -> cloud("{\"body\":7}").close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("filter pattern {\"body\":7}: ");
  }

  private TestCloud cloud(String... patterns) {
    return TestCloud.of(
        new TinyTemplate()
            .queue("work")
            .function("worker", QueueScript.class, function)
            .mapping(QueueMappings.from("work", "worker").filter(patterns).build()));
  }
}
