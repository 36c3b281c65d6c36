package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.cli.session.Environment;
import groundswell.cli.session.Polling;
import groundswell.client.Json;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class OperatingTheSystem {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir private static Path directory;
  private static LocalCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        LocalCloud.start(
            LocalCloudOptions.of(Path.of("../template.yaml"), directory.resolve("objects"))
                .withParameters(
                    Map.of(
                        "EditAndRedrive",
                        "true",
                        "RedrivePauseSeconds",
                        "1",
                        "ErasurePauseSeconds",
                        "1")));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void showsWhatFailedInGroupsInListsAndInFull() {
    var failure = poison("Looked");

    assertThat(run("failures").expect(0).out())
        .contains("group", "undecodable", "Looked", "groundswell failures show");
    assertThat(run("failures", "list", "--event-type", "Looked").expect(0).out())
        .contains(failure, "reason");
    assertThat(run("failures", "list", "--since", "1h", "--text", "no such").expect(0).out())
        .doesNotContain(failure);
    assertThat(run("failures", "show", failure).expect(0).out())
        .contains("event type", "permanent", "\"detail-type\" : \"Looked\"");
    var beginning = failure.substring(0, 12);
    assertThat(run("failures", "show", beginning, "--body").expect(0).out().strip())
        .isEqualTo(message("Looked", ""));
    assertThat(run("redrive", "plan", "--id", beginning).expect(0).out()).startsWith("1 message");
  }

  @Test
  void plansARedriveAndSaysThatItFailedAgain() {
    var failure = poison("Redriven");

    assertThat(run("redrive", "plan", "--id", failure).expect(0).out())
        .startsWith("1 message, about ")
        .contains("queue:");
    var ran = run("redrive", "run", "--id", failure, "--reason", "let us see").expect(1);

    assertThat(ran.out()).contains("step 1: 1 sent, 0 succeeded, 1 failed again", "stopped");
    var redrive =
        run("redrive", "list", "--json").expect(0).json().at("/redrives/0/redrive").asText();
    assertThat(run("redrive", "show", redrive.substring(0, 28)).expect(0).out())
        .contains("let us see", "step", redrive);
    assertThat(run("redrive", "show", "none").expect(1).err())
        .contains("the list has no redrive that begins with none");
    assertThat(run("redrive", "cancel", redrive, "--reason", "r").expect(1).err())
        .contains("is stopped");
    cloud.awaitQuiet(DEADLINE);
    assertThat(run("redrive", "plan", "--id", failure).expect(0).out())
        .contains("warning: redriven before: 1");
  }

  @Test
  void rehearsesARedrive() {
    var failure = poison("Rehearsed");

    assertThat(run("rehearse", "--id", failure).expect(1).out())
        .contains(failure + " would fail again");
    assertThat(run("rehearse", "--event-type", "None").expect(0).out())
        .contains("no failure matches");
  }

  @Test
  void parksRestoresExportsAndKeepsWhy() throws IOException {
    var failure = poison("Parked");

    assertThat(run("park", "--id", failure, "--reason", "a drill").expect(0).out())
        .contains("1 message", "would be parked, and nothing is parked yet", "--yes");
    assertThat(run("park", "--id", failure, "--reason", "a drill", "--yes").expect(0).out())
        .contains("1 parked");
    var exported = directory.resolve("failures.jsonl");
    run("export", "--state", "parked,open", "--id", failure, "--out", exported.toString())
        .expect(0);
    assertThat(Files.readAllLines(exported))
        .singleElement()
        .satisfies(
            line -> assertThat(Json.readOrMissing(line).path("body").asText()).contains("Parked"));
    assertThat(run("restore", "--id", failure, "--reason", "over").expect(0).out())
        .contains("1 restored");

    assertThat(run("audit", "--since", "1h").expect(0).out())
        .contains("operator", "park", "a drill", "1 changed");
    assertThat(run("audit", "--json").expect(0).out().lines())
        .allMatch(line -> Json.readOrMissing(line).has("who"));
  }

  @Test
  void redrivesAMessageThatWasCorrected() throws IOException {
    var broken = message("ChallengeChanged", "\"tenant\": \"acme\", \"version\": 1");
    var failure = poison("ChallengeChanged", broken);
    var corrected = directory.resolve("corrected.json");
    Files.writeString(corrected, broken.replace("\"tenant\"", "\"challenge\": \"x\", \"tenant\""));

    var edited =
        run("redrive", "edit", failure, "--file", "" + corrected, "--reason", "typo", "--json")
            .expect(0)
            .json();

    var redrive = edited.at("/redrive/redrive").asText();
    assertThat(run("redrive", "show", redrive, "--wait").expect(0).out())
        .contains("completed: 1 sent, 1 succeeded, 0 failed again");
    assertThat(run("failures", "show", failure).expect(0).out()).contains("edited as");
  }

  @Test
  void changesNothingThatWasNotNamed() {
    assertThat(run("park", "--reason", "all of it").expect(1).err()).contains("or say --all");
    assertThat(run("redrive", "run", "--reason", "all of it").expect(1).err()).contains("--all");
    run("park", "--id", "0".repeat(32)).expect(2);
    run("failures", "list", "--since", "monday").expect(2);
    assertThat(run("redrive", "run", "--id", "0".repeat(32), "--reason", "r").expect(0).out())
        .contains("no open failure matches");
  }

  @Test
  void isForOperators() {
    assertThat(run("redrive", "list", "--role", "admin").expect(1).err())
        .contains("the role admin may not call GET /redrives");
    run("failures", "--role", "viewer").expect(0);
  }

  private static String poison(String type) {
    return poison(type, message(type, ""));
  }

  /// @return the failure that the message has become
  private static String poison(String type, String message) {
    var queue =
        cloud.topology().queues().stream()
            .filter(it -> it.logicalId().equals("ProgressBulkQueue"))
            .findFirst()
            .orElseThrow();
    var sqs = cloud.aws().sqs();
    var url = sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(message));
    return new Polling(Environment.ofProcess())
        .until(
            "the failure",
            DEADLINE,
            () ->
                run("failures", "list", "--event-type", type, "--json")
                    .expect(0)
                    .json()
                    .path("failures"),
            failures -> !failures.isEmpty())
        .path(0)
        .path("failure")
        .asText();
  }

  private static String message(String type, String detail) {
    return "{\"detail-type\": \"%s\", \"source\": \"groundswell\", \"detail\": {%s}}"
        .formatted(type, detail);
  }

  @Test
  void removesATenantForGood() {
    var ofGone =
        Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString(), "GROUNDSWELL_TENANT", "gone");
    Ran.command(ofGone, "member", "put", "rex", "--name", "Rex").expect(0);

    assertThat(run("tenant", "remove", "gone", "--reason", "it left").err())
        .contains("All that is stored of tenant gone will be erased", "Nothing was done");
    var typed =
        Ran.answered(
            "Gone",
            Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString()),
            "tenant",
            "remove",
            "gone",
            "--reason",
            "it left");
    assertThat(typed.err()).contains("what you typed is not gone; nothing was done");
    Ran.command(ofGone, "member", "show", "rex").expect(0);

    assertThat(
            run("tenant", "remove", "gone", "--reason", "it left", "--yes", "--wait")
                .expect(0)
                .out())
        .contains("tenant gone is removed: ordered by ", "all erased at ");

    assertThat(run("tenant", "show", "gone").expect(0).out()).contains("tenant gone is removed");
    assertThat(Ran.command(ofGone, "member", "show", "rex").err()).contains("removed");
  }

  private static Ran run(String... args) {
    return Ran.command(Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString()), args);
  }
}
