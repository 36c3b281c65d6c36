package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.failures.FailureId;
import groundswell.platform.events.Envelope;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditingAMessage {
  private final ApiWorld world = new ApiWorld(Map.of("EDIT_AND_REDRIVE", "true"));

  @Test
  void isOffUnlessItIsSwitchedOn() {
    var off = new ApiWorld();
    var failure = AFailure.of(off, "a").recorded().id();

    assertThat(
            off.as("operator", "o", "POST", "/failures/%s/edit".formatted(failure), "{}")
                .expect(403)
                .at("/detail"))
        .contains("EditAndRedrive");
  }

  @Test
  void redrivesTheCorrectedMessageInPlaceOfTheOriginal() {
    var original = AFailure.of(world, "wrong").recorded().id();

    var edited = edit(original, work("right")).expect(202);

    var id = edited.at("/failure");
    assertThat(show(original.value()).at("/note")).contains("edited as " + id);
    assertThat(show(id).at("/body")).isEqualTo(work("right"));
    assertThat(show(id).at("/origin")).isEqualTo(show(original.value()).at("/origin"));
    assertThat(edited.at("/redrive/filter/ids")).isEqualTo("[\"%s\"]".formatted(id));
    assertThat(world.received("RedriveQueue"))
        .anyMatch(body -> body.contains(edited.at("/redrive/redrive")));
    assertThat(world.as("operator", "o", "GET", "/audit?limit=1000").body())
        .contains("- \\\"name\\\" : \\\"wrong\\\"", "+ \\\"name\\\" : \\\"right\\\"");
    edit(original, work("righter")).expect(409);
  }

  @Test
  void staysAMessageOfTheSameKind() {
    var original = AFailure.of(world, "a").recorded().id();

    assertThat(edit(original, Envelope.command("Play", Map.of("name", "a"))).expect(422).errors())
        .containsExactly("body: is a Play; the original is a Work");
    edit(original, "{\"name\": 1}").expect(422);
    edit(original, "no json").expect(422);
    assertThat(edit(original, work("a")).expect(422).errors())
        .containsExactly("body: is what it was");
  }

  @Test
  void anEventStaysOneThatCanBeDecoded() {
    var event = Envelope.command("ChallengeChanged", Map.of("tenant", "t", "challenge", 7));
    var original = AFailure.of(world, "a").saying(event).recorded().id();

    assertThat(edit(original, event.replace("7", "8")).expect(422).errors())
        .singleElement()
        .asString()
        .startsWith("body: undecodable: ChallengeChanged");
  }

  private Reply edit(FailureId id, String body) {
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
