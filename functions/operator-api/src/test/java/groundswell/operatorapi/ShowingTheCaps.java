package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.metrics.Measure;
import org.junit.jupiter.api.Test;

class ShowingTheCaps {
  private final OperatorWorld world = new OperatorWorld();

  @Test
  void saysHowMuchOfEachCapWasUsed() {
    var work = world.measured.minutesOf(OperatorWorld.WORK);
    work.record(Measure.CONCURRENT_EXECUTIONS, 3, world.now().minusSeconds(120));
    work.record(Measure.CONCURRENT_EXECUTIONS, 2, world.now());
    work.record(Measure.THROTTLES, 5, world.now().minusSeconds(60));
    work.record(Measure.THROTTLES, 2, world.now());
    world.measured.account().entered(world.now());

    var caps = world.as("operator", "olga", "GET", "/operations/caps").expect(200).json();

    assertThat(caps.path("minutes").asInt()).isEqualTo(15);
    assertThat(caps.path("as_of").asText()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(caps.path("account").toString()).isEqualTo("{\"alarm_at\":800,\"peak\":1}");
    var function = caps.at("/functions/1");
    assertThat(function.path("function").asText()).isEqualTo("work");
    assertThat(function.path("cap").asInt()).isEqualTo(4);
    assertThat(function.path("peak").asInt()).isEqualTo(3);
    assertThat(function.path("throttles").asInt()).isEqualTo(7);
    assertThat(function.at("/mappings/0/cap").asInt()).isEqualTo(4);
    assertThat(function.at("/mappings")).hasSize(1);
  }

  /// People call it, and its cap is its own. What reads a stream has no cap of this kind.
  @Test
  void showsThatOfAFunctionWithoutQueues() {
    var caps = world.as("operator", "olga", "GET", "/operations/caps").expect(200).json();

    assertThat(caps.path("functions").findValuesAsText("function")).containsExactly("api", "work");
    var api = caps.at("/functions/0");
    assertThat(api.path("cap").asInt()).isEqualTo(200);
    assertThat(api.path("mappings")).isEmpty();
    assertThat(api.has("peak")).isFalse();
  }

  @Test
  void areForOperatorsAlone() {
    for (var role : new String[] {"admin", "member", "viewer"})
      world.as(role, "somebody", "GET", "/operations/caps").expect(403);
  }
}
