package groundswell.operatorapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.ids.UploadId;
import groundswell.http.testing.Reply;
import groundswell.operations.domain.Failure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookingAtFailures {
  private final OperatorWorld world = new OperatorWorld();
  private final OperatorWorld other = new OperatorWorld();

  @Test
  void groupsThemAndCountsWhomTheyTouch() {
    world.failure("a").recorded();
    world.at("2026-03-10T12:00:05Z");
    var last = world.failure("b").inRelease("r2").recorded();

    var group = groupOf(operator("/failure-groups"), last);

    assertThat(group.at("/open").asInt()).isEqualTo(2);
    assertThat(group.at("/members").asInt()).isEqualTo(1);
    assertThat(group.at("/tenants/0").asText()).isEqualTo(world.tenant.value());
    assertThat(group.at("/first_release").asText()).isEqualTo("r1");
    assertThat(group.at("/last_release").asText()).isEqualTo("r2");
    assertThat(group.at("/release_now").asText()).isEqualTo("r2");
    assertThat(group.at("/last_seen").asText()).isEqualTo("2026-03-10T12:00:05Z");
    assertThat(group.at("/frame").asText()).isEqualTo("Worker.work");
  }

  @Test
  void findsWhatAFilterMeans() {
    var loaded = world.failure("a").loading(new UploadId("u-" + world.tenant)).recorded();
    world.at("2026-03-10T13:00:00Z");
    var later = world.failure("b").because("Out of Luck").recorded();

    assertThat(ids("upload=u-" + world.tenant)).containsExactly(loaded.id().value());
    assertThat(ids("group=" + later.group())).hasSize(2);
    assertThat(ids("text=of+luck".replace("+", "%20"))).containsExactly(later.id().value());
    assertThat(ids("since=2026-03-10T12:30:00Z")).containsExactly(later.id().value());
    assertThat(ids("until=2026-03-10T12:30:00Z")).containsExactly(loaded.id().value());
    assertThat(ids("id=" + later.id() + "," + loaded.id())).hasSize(2);
    assertThat(ids("challenge=spring&event_type=Work")).hasSize(2);
    assertThat(ids("event_type=Other")).isEmpty();
    assertThat(ids("state=parked")).isEmpty();
  }

  @Test
  void pagesUntilNothingIsLeft() {
    for (var name : List.of("a", "b", "c")) world.failure(name).recorded();

    var found = new ArrayList<String>();
    var cursor = "";
    do {
      var page = operator("/failures?limit=2&tenant=%s%s".formatted(world.tenant, cursor));
      found.addAll(page.json().path("failures").findValuesAsText("failure"));
      cursor = page.json().has("next") ? "&cursor=" + page.at("/next") : "";
    } while (!cursor.isEmpty());

    assertThat(found).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void tellsAViewerNothingOfOtherTenantsByItsCursors() {
    for (var name : List.of("a", "b", "c")) world.failure(name).recorded();
    var foreign = other.failure("foreign").recorded();

    var own = "/failures?limit=1&challenge=spring";
    var page = world.as("viewer", "v", "GET", own).expect(200);
    var plain = new String(Base64.getUrlDecoder().decode(page.at("/next")), UTF_8);

    assertThat(plain).contains(page.at("/failures/0/failure")).doesNotContain(foreign.id().value());
    assertThat(plain.split("[|]", -1)[1]).isEqualTo(world.tenant.value());
    world.as("viewer", "v", "GET", own + "&cursor=" + page.at("/next")).expect(200);
    other.as("viewer", "v", "GET", own + "&cursor=" + page.at("/next")).expect(400);
    world.as("viewer", "v", "GET", own + "&text=x&cursor=" + page.at("/next")).expect(400);
    world.as("viewer", "v", "GET", own + "&cursor=" + "A".repeat(3_000)).expect(400);
  }

  @Test
  void refusesTheIdOfARehearsalThatNoneCanHave() {
    world.as("operator", "o", "GET", "/rehearsals/" + "x".repeat(3_000)).expect(400);
    world.as("operator", "o", "GET", "/rehearsals/" + "x".repeat(64)).expect(404);
  }

  @Test
  void saysWhatIsWrongWithAFilter() {
    for (var wrong :
        List.of(
            "colour=red",
            "state=lost",
            "group=xyz",
            "since=yesterday",
            "id=1",
            "limit=0",
            "limit=501",
            "cursor=nonsense")) {
      var problem = world.as("operator", "o", "GET", "/failures?" + wrong).expect(400);
      assertThat(problem.at("/detail")).as(wrong).isNotEqualTo("Bad request");
    }
  }

  @Test
  void showsAnOperatorTheMessage() {
    var failure = world.failure("a").naming("ann", "2026-03").recorded();

    var details = operator("/failures/" + failure.id());

    assertThat(details.at("/body")).contains("\"name\":\"a\"");
    assertThat(details.at("/state")).isEqualTo("open");
    assertThat(details.at("/touched")).isEqualTo("[{\"member\":\"ann\",\"months\":[\"2026-03\"]}]");
    world.as("operator", "o", "GET", "/failures/" + "0".repeat(32)).expect(404);
    world.as("operator", "o", "GET", "/failures/x").expect(400);
  }

  @Test
  void showsAViewerItsOwnTenantAndNoMessage() {
    var own = world.failure("own").recorded();
    var foreign = other.failure("foreign").recorded();

    assertThat(viewer("/failure-groups").json().path("groups").findValuesAsText("group"))
        .containsExactly(own.group().value());
    assertThat(viewer("/failures").json().path("failures").findValuesAsText("failure"))
        .containsExactly(own.id().value());
    assertThat(viewer("/failures?tenant=" + other.tenant).body())
        .doesNotContain("foreign", foreign.id().value());
    assertThat(viewer("/failures?id=" + foreign.id()).json().path("failures")).isEmpty();
    assertThat(viewer("/failures/" + own.id()).json().has("body")).isFalse();
    world.as("viewer", "v", "GET", "/failures/" + foreign.id()).expect(404);
  }

  @Test
  void isForOperatorsAndViewers() {
    for (var role : List.of("admin", "member")) {
      for (var path : List.of("/failure-groups", "/failures", "/redrives", "/audit")) {
        world.as(role, "ann", "GET", path).expect(403);
      }
    }
    world.as("viewer", "v", "GET", "/redrives").expect(403);
    world.as("viewer", "v", "GET", "/audit").expect(403);
    for (var path : List.of("/failures/park", "/failures/restore", "/redrives", "/redrives/plan")) {
      world.as("viewer", "v", "POST", path, "{}").expect(403);
    }
  }

  @Test
  void isLimitedForATenantsViewersOnly() {
    var impatient = new OperatorWorld(Map.of("TENANT_REQUESTS_PER_SECOND", "1"));
    for (int i = 0; i < 10; i++) impatient.as("viewer", "v", "GET", "/failures").expect(200);

    impatient.as("viewer", "v", "GET", "/failures").expect(429);
    impatient.as("operator", "o", "GET", "/failures").expect(200);
  }

  private List<String> ids(String query) {
    return operator("/failures?tenant=%s&%s".formatted(world.tenant, query))
        .json()
        .path("failures")
        .findValuesAsText("failure");
  }

  private Reply operator(String path) {
    return world.as("operator", "o", "GET", path).expect(200);
  }

  private Reply viewer(String path) {
    return world.as("viewer", "v", "GET", path).expect(200);
  }

  private static JsonNode groupOf(Reply groups, Failure failure) {
    return groups
        .json()
        .path("groups")
        .valueStream()
        .filter(group -> group.path("group").asText().equals(failure.group().value()))
        .findFirst()
        .orElseThrow();
  }
}
