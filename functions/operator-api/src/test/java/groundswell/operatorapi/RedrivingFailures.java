package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.failures.OperationsWiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedrivingFailures {
  private final OperatorWorld world = new OperatorWorld();

  @Test
  void isPlannedWithWhatSpeaksAgainstIt() {
    world.failure("a").inRelease("r2").recorded();
    world.failure("b").redriven(1).recorded();
    world.failure("c").redriven(3).recorded();
    world.work("something else");

    var plan = ask("/redrives/plan", "").expect(200);

    assertThat(plan.at("/failures")).isEqualTo("3");
    assertThat(plan.at("/members")).isEqualTo("1");
    assertThat(plan.at("/tenants/" + world.tenant)).isEqualTo("3");
    assertThat(plan.json().path("per_second").asDouble()).isEqualTo(20);
    assertThat(plan.json().path("warnings").valueStream().map(it -> it.asText()))
        .hasSize(4)
        .anyMatch(it -> it.startsWith("1 failed in release r2, which is still deployed"))
        .contains("redriven before: 2")
        .anyMatch(it -> it.startsWith("1 are skipped after 3 redrives"))
        .anyMatch(it -> it.contains("is not empty"));
  }

  @Test
  void isPlannedWithAWarningOfWhatIsHopelessOrAboutToExpire() {
    var old = world.now().minus(Duration.ofDays(26));
    world.failure("hopeless").permanentOne().recorded();
    world.failure("old").transientOne().firstSentAt(old).givenUpAt(old).recorded();

    var plan = ask("/redrives/plan", "").expect(200);

    assertThat(plan.json().path("warnings").valueStream().map(it -> it.asText()))
        .anyMatch(it -> it.startsWith("1 are permanent"))
        .anyMatch(it -> it.startsWith("1 expire within 5 days"));
  }

  @Test
  void isPlannedNoFasterThanItMayBe() {
    var slow = world.failure("a").transientOne().inRelease("r2").recorded();

    var plan =
        ask("/redrives/plan", "\"per_second_max\": 2", "\"ids\": [\"%s\"]".formatted(slow.id()))
            .expect(200);

    assertThat(plan.json().path("per_second").asDouble()).isEqualTo(2);
    assertThat(plan.at("/warnings")).doesNotContain("still deployed");
    ask("/redrives/plan", "\"per_second_max\": -1").expect(422);
  }

  @Test
  void tellsTheReplayerAndTheAudit() {
    var started = ask("/redrives", "\"reason\": \"fixed in r2\"").expect(202);

    var id = started.at("/redrive");
    assertThat(received()).anyMatch(body -> body.contains("RedriveStep") && body.contains(id));
    assertThat(started.at("/by")).isEqualTo("olga");
    assertThat(started.at("/refailure_percent_max")).isEqualTo("5");
    assertThat(get("/redrives").expect(200).json().findValuesAsText("redrive")).contains(id);
    assertThat(get("/redrives/" + id).expect(200).at("/state")).isEqualTo("running");
    assertThat(get("/audit?limit=1000").body()).contains("started redrive " + id);
    get("/redrives/none").expect(404);
  }

  @Test
  void isPausedResumedAndCancelledForAReason() {
    var id = ask("/redrives", "\"reason\": \"fixed\"").expect(202).at("/redrive");
    received();

    assertThat(steer(id, "pause").expect(200).at("/state")).isEqualTo("paused");
    assertThat(steer(id, "resume").expect(200).at("/state")).isEqualTo("running");
    assertThat(received()).anyMatch(body -> body.contains(id));
    assertThat(steer(id, "cancel").expect(200).at("/remark")).isEqualTo("cancelled by olga");
    assertThat(steer(id, "resume").expect(409).at("/detail")).endsWith("is cancelled");
    steer(id, "explode").expect(404);
    world.as("operator", "o", "POST", "/redrives/%s/pause".formatted(id), "{}").expect(422);
  }

  @Test
  void isRevivedByResumingItWhenItsWorkerDied() {
    var id = ask("/redrives", "\"reason\": \"fixed\"").expect(202).at("/redrive");
    received();

    steer(id, "resume").expect(200);

    assertThat(received()).anyMatch(body -> body.contains(id));
  }

  @Test
  void showsHowTheStepUnderWayStands() {
    var failure = world.failure("a").recorded().id();
    var id = ask("/redrives", "\"reason\": \"fixed\"").expect(202).at("/redrive");
    var redrive = new RedriveId(id);
    new OperationsWiring(world.environment)
        .redrives()
        .choose(redrive, 0, List.of(failure), world.now());
    new OperationsWiring(world.environment)
        .failures()
        .change(failure, it -> it.claimed(redrive, 0));

    var shown = get("/redrives/" + id).expect(200);

    assertThat(shown.at("/pending")).isEqualTo("1");
    assertThat(shown.at("/steps/0/claimed")).isEqualTo("1");
    assertThat(shown.at("/failed_again")).isEqualTo("0");
  }

  @Test
  void wantsALimitThatIsAPercentage() {
    ask("/redrives", "\"reason\": \"r\", \"refailure_percent_max\": 101").expect(422);
    ask("/redrives", "\"reason\": \"r\", \"refailure_percent_max\": \"5\"").expect(422);
    assertThat(Redrive.REFAILURE_PERCENT_MAX).isEqualTo(5);
  }

  @Test
  void canBeRehearsed() {
    var failure = world.failure("a").recorded().id();
    var id = ask("/rehearsals", "\"samples\": 1").expect(202).at("/rehearsal");

    assertThat(received()).anyMatch(body -> body.contains(id));
    assertThat(get("/rehearsals/" + id).expect(200).at("/ended")).isEqualTo("false");
    var rehearsals = new OperationsWiring(world.environment).rehearsals();
    var verdict = new Rehearsal.Verdict(failure, Optional.of("still broken"), List.of());
    rehearsals.put(rehearsals.find(id).orElseThrow().with(List.of(verdict)));

    assertThat(get("/rehearsals/" + id).at("/verdicts/0/failed")).isEqualTo("still broken");
    ask("/rehearsals", "\"samples\": 21").expect(422);
    get("/rehearsals/none").expect(404);
  }

  private Reply ask(String path, String fields) {
    return ask(path, fields, "");
  }

  private Reply ask(String path, String fields, String filter) {
    var all =
        "\"tenant\": \"%s\"%s%s".formatted(world.tenant, filter.isEmpty() ? "" : ", ", filter);
    return world.as(
        "operator",
        "olga",
        "POST",
        path,
        "{\"filter\": {%s}%s%s}".formatted(all, fields.isEmpty() ? "" : ", ", fields));
  }

  private Reply steer(String id, String action) {
    return world.as(
        "operator",
        "olga",
        "POST",
        "/redrives/%s/%s".formatted(id, action),
        "{\"reason\": \"because\"}");
  }

  private Reply get(String path) {
    return world.as("operator", "o", "GET", path);
  }

  private List<String> received() {
    return world.commands();
  }
}
