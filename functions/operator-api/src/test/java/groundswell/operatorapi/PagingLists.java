package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists are read to their end by their cursors.
class PagingLists {
  private final OperatorWorld world = new OperatorWorld();

  @Test
  void showsEachRedriveOnceTheLatestFirst() {
    var started = List.of(startAt(13, 1), startAt(13, 2), startAt(13, 3));

    var found = all("/redrives?limit=2", "redrives", "redrive");

    assertThat(found).doesNotHaveDuplicates().containsSubsequence(started.reversed());
  }

  @Test
  void showsARedriveThatStartsMeanwhileOnNoLaterPage() {
    // No other test starts any as late.
    var before = List.of(startAt(23, 1), startAt(23, 2));
    var first = get("/redrives?limit=1").expect(200);
    var meanwhile = startAt(23, 3);

    var second = get("/redrives?limit=100&cursor=" + first.at("/next")).expect(200);

    assertThat(first.at("/redrives/0/redrive")).isEqualTo(before.getLast());
    assertThat(second.json().findValuesAsText("redrive"))
        .startsWith(before.getFirst())
        .doesNotContain(meanwhile);
  }

  @Test
  void showsEachLineOfTheAuditOnceOverTheMonths() {
    world.at("2026-02-28T12:00:00Z");
    var february = List.of(start(), start());
    world.at("2026-03-10T12:00:00Z");
    var march = List.of(start(), start());

    var found =
        all("/audit?limit=1&since=2026-02-01T00:00:00Z", "lines", "outcome").stream()
            .filter(line -> line.startsWith("started redrive "))
            .map(line -> line.substring("started redrive ".length()))
            .toList();

    assertThat(found).containsAll(february).containsAll(march);
    assertThat(found.stream().filter(march::contains)).hasSize(2);
    assertThat(found.indexOf(february.getLast())).isGreaterThan(found.indexOf(march.getFirst()));
  }

  @Test
  void showsEachGroupOnceTheLatestFirst() {
    var groups = new ArrayList<String>();
    for (var time : List.of("12:00:01", "12:00:02", "12:00:03")) {
      var other = new OperatorWorld();
      other.at("2026-03-10T%sZ".formatted(time));
      groups.add(other.failure("a").recorded().group().value());
    }

    var found = all("/failure-groups?limit=2", "groups", "group");

    assertThat(found).doesNotHaveDuplicates().containsSubsequence(groups.reversed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/redrives", "/audit", "/failure-groups", "/failures"})
  void takesNoCursorButTheirOwn(String path) {
    for (var cursor : List.of("nonsense", "%22", "AAAA", "ISM"))
      assertThat(get(path + "?cursor=" + cursor).expect(400).at("/code")).isEqualTo("bad-request");
  }

  /// `253402300799000#x`, in the year 9999.
  @Test
  void takeACursorOfTheFutureForTheLatest() {
    start();

    assertThat(get("/audit?cursor=OTk5OTk5OTk5OTk5OSN4").expect(200).json().path("lines"))
        .isNotEmpty();
  }

  private List<String> all(String path, String list, String field) {
    var found = new ArrayList<String>();
    var cursor = "";
    do {
      var page = get(path + cursor).expect(200);
      page.json().path(list).forEach(item -> found.add(item.path(field).asText()));
      cursor = page.json().has("next") ? "&cursor=" + page.at("/next") : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private String startAt(int hour, int second) {
    world.at("2026-03-10T%02d:00:%02dZ".formatted(hour, second));
    return start();
  }

  private String start() {
    var order = "{\"filter\": {\"tenant\": \"%s\"}, \"reason\": \"test\"}".formatted(world.tenant);
    return world.as("operator", "olga", "POST", "/redrives", order).expect(202).at("/redrive");
  }

  private Reply get(String path) {
    return world.as("operator", "olga", "GET", path);
  }
}
