package groundswell.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamingFailures {
  private static final FailureFilter ALL =
      new FailureFilter(null, null, null, null, null, null, null, null, null, List.of());

  private final FailureFilter some =
      new FailureFilter(
          "open",
          null,
          null,
          null,
          null,
          "A&B",
          Instant.parse("2026-03-10T12:00:00Z"),
          null,
          null,
          List.of("1", "2"));

  @Test
  void leavesOutOfAQueryWhatMatchesAll() {
    assertThat(ALL.query()).isEmpty();
    assertThat(ALL.matchesAll()).isTrue();
    assertThat(some.query())
        .isEqualTo("&state=open&event_type=A%26B&since=2026-03-10T12%3A00%3A00Z&id=1,2");
    assertThat(some.matchesAll()).isFalse();
  }

  @Test
  void hasTheFieldsOfTheApiInABody() {
    assertThat(Json.write(RedriveOrder.of(some).atMost(5)))
        .isEqualTo(
            """
            {"filter":{"state":"open","event_type":"A&B","since":"2026-03-10T12:00:00Z",\
            "ids":["1","2"]},"per_second_max":5}""");
  }
}
