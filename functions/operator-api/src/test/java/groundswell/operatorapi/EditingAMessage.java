package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.Json;
import groundswell.http.testing.Reply;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.events.Envelope;
import groundswell.platform.testing.Interleaving;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class EditingAMessage {
  private static final int REDRIVES = 1_000;

  private final OperatorWorld world = new OperatorWorld(Map.of("EDIT_AND_REDRIVE", "true"));

  @Test
  void isOffUnlessItIsSwitchedOn() {
    var off = new OperatorWorld();
    var failure = off.failure("a").recorded().id();

    assertThat(
            off.as("operator", "o", "POST", "/failures/%s/edit".formatted(failure), "{}")
                .expect(403)
                .at("/detail"))
        .contains("EditAndRedrive");
  }

  @Test
  void redrivesTheCorrectedMessageInPlaceOfTheOriginal() {
    var original = world.failure("wrong").recorded().id();

    var edited = edit(original, work("right")).expect(202);

    var id = edited.at("/failure");
    assertThat(show(original.value()).at("/note")).contains("edited as " + id);
    assertThat(show(id).at("/body")).isEqualTo(work("right"));
    assertThat(show(id).at("/origin")).isEqualTo(show(original.value()).at("/origin"));
    assertThat(edited.at("/redrive/filter/ids")).isEqualTo("[\"%s\"]".formatted(id));
    assertThat(world.commands()).anyMatch(body -> body.contains(edited.at("/redrive/redrive")));
    assertThat(world.as("operator", "o", "GET", "/audit?limit=1000").body())
        .containsPattern("- +\\\\\"name\\\\\" : \\\\\"wrong\\\\\"")
        .containsPattern("[+] +\\\\\"name\\\\\" : \\\\\"right\\\\\"");
    edit(original, work("righter")).expect(409);
  }

  /// Wherever the API crashes, every open failure but the original belongs to a redrive.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void isOpenOnlyWhenItsRedriveIsThere(int writes) {
    var original = world.failure("wrong").recorded().id();
    var dying =
        OperatorWorld.over(
            tables -> dyingAfter(writes, tables), Map.of("EDIT_AND_REDRIVE", "true"));

    edit(dying, original, work("right")).expect(500);

    var open =
        new OperationsWiring(world.environment).failures().page(ofWorld(), 10, Optional.empty());
    var redriven =
        new OperationsWiring(world.environment)
            .redrives().list(REDRIVES, Optional.empty()).stream()
                .flatMap(redrive -> redrive.order().filter().ids().stream())
                .toList();
    assertThat(open.failures())
        .extracting(Failure::id)
        .filteredOn(id -> !id.equals(original))
        .isSubsetOf(redriven);
  }

  private FailureFilter ofWorld() {
    return FailureFilter.OPEN.withTenant(world.tenant);
  }

  private static DynamoDbClient dyingAfter(int writes, DynamoDbClient tables) {
    var dying = new Interleaving<>(DynamoDbClient.class, tables);
    for (int i = 0; i < writes; i++) dying.before("putItem", () -> {});
    return dying.killBefore("putItem").port();
  }

  @Test
  void staysAMessageOfTheSameKind() {
    var original = world.failure("a").recorded().id();

    assertThat(edit(original, Envelope.command("Play", Map.of("name", "a"))).expect(422).errors())
        .containsExactly("body: is a Play; the original is a Work");
    edit(original, "{\"name\": 1}").expect(422);
    edit(original, "no json").expect(422);
    assertThat(edit(original, work("a")).expect(422).errors())
        .containsExactly("body: is identical to the original");
  }

  @Test
  void anEventStaysOneThatCanBeDecoded() {
    var event = Envelope.command("ChallengeChanged", Map.of("tenant", "t", "challenge", 7));
    var original = world.failure("a").saying(event).recorded().id();

    assertThat(edit(original, event.replace("7", "8")).expect(422).errors())
        .singleElement()
        .asString()
        .startsWith("body: undecodable: ChallengeChanged");
  }

  @Test
  void writesNothingForWhoDoesNotSayWhoItIs() {
    var original = world.failure("a").recorded().id();
    var order = Json.object().put("body", work("b")).put("reason", "ghost").toString();
    var nobody = Map.of("tenant", world.tenant.value(), "role", "operator");

    world.send(nobody, "POST", "/failures/%s/edit".formatted(original), order).expect(403);

    assertThat(world.as("operator", "o", "GET", "/failures?tenant=" + world.tenant).body())
        .contains(original.value())
        .containsOnlyOnce("\"failure\":");
    assertThat(world.as("operator", "o", "GET", "/audit?limit=1000").body())
        .doesNotContain(original.value());
  }

  @Test
  void keepsTheAuditLineOfAnEditThatComesTooLate() {
    var original = world.failure("a").recorded().id();
    edit(original, work("b")).expect(202);

    edit(original, work("c")).expect(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          "tenant":"TENANT" => "tenant":"other" => body: is about tenant other; the original is about TENANT
          "tenant":"TENANT", => `` => body: undecodable
          "upload":"u1" => "upload":"u2" => body: is about upload u2; the original is about u1
          "member":"ann" => "member":"eve" => body: names member eve, whom the original does not
          "version":9 => "version":10 => body: has version 10; the original's is 9
          """)
  void staysAboutWhatTheOriginalIsAbout(String before, String after, String error) {
    var event = activity();
    var original = world.failure("a").saying(event).recorded().id();
    var changed =
        event.replace(before.replace("TENANT", world.tenant.value()), after == null ? "" : after);

    assertThat(edit(original, changed).expect(422).errors())
        .singleElement()
        .asString()
        .startsWith(error.replace("TENANT", world.tenant.value()));
  }

  @Test
  void mayChangeWhatAnEventSaysOfTheSameMembers() {
    var event = activity();
    var original = world.failure("a").saying(event).recorded().id();

    var edited = edit(original, event.replace("777", "77")).expect(202);

    assertThat(show(edited.at("/failure")).at("/tenant")).isEqualTo(world.tenant.value());
    assertThat(world.as("operator", "o", "GET", "/audit?limit=1000").body())
        .contains("becomes failure %s of tenant %s".formatted(edited.at("/failure"), world.tenant));
  }

  private String activity() {
    return "{\"detail-type\":\"ActivityChanged\",\"detail\":{\"tenant\":\"%s\",\"lane\":\"live\",\"upload\":\"u1\",\"months\":[{\"member\":\"ann\",\"metric\":\"steps\",\"month\":\"2026-03\",\"version\":9,\"sources\":{\"w\":{\"1\":777}},\"corrections\":{}}]}}"
        .formatted(world.tenant);
  }

  private Reply edit(FailureId id, String body) {
    return edit(world, id, body);
  }

  private static Reply edit(OperatorWorld world, FailureId id, String body) {
    var order = Json.object().put("body", body).put("reason", "a typo").toString();
    return world.as("operator", "olga", "POST", "/failures/%s/edit".formatted(id), order);
  }

  private Reply show(String id) {
    return world.as("operator", "o", "GET", "/failures/" + id).expect(200);
  }

  private String work(String name) {
    return Envelope.command("Work", Map.of("tenant", world.tenant.value(), "name", name));
  }
}
