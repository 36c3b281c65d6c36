package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.http.testing.Reply;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepingMembers {
  private static final String ENTRY =
      "{\"entries\": [{\"date\": \"2026-03-09\", \"metric\": \"steps\", \"value\": 1200}]}";

  private final ApiWorld world = new ApiWorld();

  @BeforeEach
  void somebody() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);
    put("ann", "Ann Archer", "Blue");
    put("bob", "Bob", "Red");
    put("cem", "Cem", "Blue");
    world.ask("PUT", "/members/ann/challenges/spring").expect(200);
    world.ask("POST", "/members/ann/activity", ENTRY).expect(200);
  }

  @Test
  void listsAllByIdInPages() {
    var first = world.ask("GET", "/members?limit=2").expect(200);

    assertThat(ids(first)).containsExactly("ann", "bob");
    var second = world.ask("GET", "/members?limit=2&cursor=" + first.at("/next")).expect(200);
    assertThat(ids(second)).containsExactly("cem");
    assertThat(second.json().has("next")).isFalse();
  }

  @Test
  void findsByIdNameAndTeam() {
    assertThat(ids(world.ask("GET", "/members?q=ARCH"))).containsExactly("ann");
    assertThat(ids(world.ask("GET", "/members?q=blue"))).containsExactly("ann", "cem");
    assertThat(ids(world.ask("GET", "/members?q=bo"))).containsExactly("bob");
    assertThat(ids(world.ask("GET", "/members?id=c"))).containsExactly("cem");
    assertThat(ids(world.ask("GET", "/members?q=blue&id=a"))).containsExactly("ann");
    assertThat(ids(world.ask("GET", "/members?q=nobody"))).isEmpty();
  }

  @Test
  void refusesWhatItDoesNotUnderstandOfAList() {
    world.ask("GET", "/members?name=ann").expect(400);
    world.ask("GET", "/members?state=erased").expect(400);
    world.ask("GET", "/members?limit=201").expect(400);
    world.ask("GET", "/members?cursor=%21").expect(400);
    world.ask("GET", "/members?id=b&cursor=YW5u").expect(400);
    world.asMember("ann", "GET", "/members").expect(403);
  }

  @Test
  void goesOnWithTheNextPageWhereFewMatch() {
    var members = new Wiring(world.environment).members();
    var nobody = new Profile("Nobody", Optional.of("Grey"), Optional.empty());
    for (int i = 0; i < 1_000; i++) {
      var id = new MemberId("a%04d".formatted(i));
      var member =
          Member.register(
              Optional.empty(), id, nobody, List.of(), Instant.parse("2026-03-01T00:00:00Z"));
      members.saveIf(world.tenant, member, Versions.NONE, Origin.LIVE);
    }

    var shown = new ArrayList<String>();
    int pages = 0;
    for (var cursor = ""; ; pages++) {
      var page = world.ask("GET", "/members?q=cem" + cursor).expect(200);
      shown.addAll(ids(page));
      if (!page.json().has("next")) break;
      cursor = "&cursor=" + page.at("/next");
    }

    assertThat(shown).containsExactly("cem");
    assertThat(pages).isEqualTo(1);
  }

  @Test
  void removesAMemberFromAllChallengesAndTakesNothingMoreOfIt() {
    var removed = world.ask("DELETE", "/members/ann").expect(200);

    assertThat(removed.at("/state")).isEqualTo("removed");
    assertThat(removed.at("/challenges/0/state")).isEqualTo("left");
    assertThat(ids(world.ask("GET", "/members?state=removed"))).containsExactly("ann");
    assertThat(ids(world.ask("GET", "/members?state=registered"))).containsExactly("bob", "cem");
    assertThat(world.ask("POST", "/members/ann/activity", ENTRY).expect(409).at("/code"))
        .isEqualTo("member-removed");
    world.ask("PUT", "/members/ann/challenges/spring").expect(409);
    assertThat(world.ask("DELETE", "/members/ann").expect(200).json()).isEqualTo(removed.json());
    world.ask("DELETE", "/members/nobody").expect(404);
  }

  @Test
  void bringsARemovedMemberBackByARegistration() {
    world.ask("DELETE", "/members/ann").expect(200);

    assertThat(put("ann", "Ann", "Blue").at("/state")).isEqualTo("registered");
    world.ask("POST", "/members/ann/activity", ENTRY).expect(200);
  }

  @Test
  void exportsEverythingAboutAMember() {
    world.ask("POST", "/members/ann/corrections", ENTRY.replace("entries", "corrections"));

    var all = world.ask("GET", "/members/ann/export").expect(200);

    assertThat(all.at("/profile/display_name")).isEqualTo("Ann Archer");
    assertThat(all.at("/months/0/metric")).isEqualTo("steps");
    assertThat(all.at("/months/0/days/0/date")).isEqualTo("2026-03-09");
    assertThat(all.at("/months/0/days/0/entries/0/value")).isEqualTo("1200");
    assertThat(all.at("/months/0/days/0/correction/ruling")).isEqualTo("value");
    assertThat(all.at("/progress/0/challenge")).isEqualTo("spring");
    assertThat(all.json().path("rewards").isArray()).isTrue();
    assertThat(world.audit()).anyMatch(line -> line.outcome().startsWith("GET /members/{member}"));
    world.ask("GET", "/members/ann/export?cursor=x").expect(400);
    world.asMember("ann", "GET", "/members/ann/export").expect(403);
  }

  @Test
  void exportsLongHistoriesInPagesWithEachMonthOnce() {
    var stored = new ArrayList<String>();
    for (int i = 0; i < 230; i++) stored.add(store(YearMonth.of(2000, 1).plusMonths(i)));

    var months = new ArrayList<String>();
    int pages = 0;
    for (var cursor = ""; ; pages++) {
      var page = world.ask("GET", "/members/bob/export" + cursor).expect(200);
      page.json().path("months").forEach(month -> months.add(month.path("month").asText()));
      if (!page.json().has("next")) break;
      cursor = "?cursor=" + page.at("/next");
    }

    assertThat(months).isEqualTo(stored);
    assertThat(pages).isEqualTo(1);
  }

  private String store(YearMonth month) {
    var entry =
        Statements.of(
            new EntryKey(1, new SourceId("watch")), DayEntry.of(world.now(), Quantity.of(7)));
    var merged =
        StoredMonth.NONE.merge(
            entry, Lane.LIVE, Optional.empty(), SourcePolicy.HIGHEST, world.now());
    var key = new MonthKey(new MemberId("bob"), new MetricId("steps"), month);
    var next = ((StoredMonth.Merge.Changed) merged).next();
    new Wiring(world.environment).months().saveIf(world.tenant, key, next, Versions.NONE);
    return month.toString();
  }

  @Test
  void findsNobodyWhoIsErasedAndSaysUntilWhenFilesMayNameThem() {
    var erased = world.ask("POST", "/members/ann/erase").expect(202);

    assertThat(erased.at("/state")).isEqualTo("erased");
    assertThat(erased.at("/kept_until")).isEqualTo("2026-04-11T12:00:00Z");
    for (var path : List.of("", "/export", "/days", "/progress", "/rewards"))
      world.ask("GET", "/members/ann" + path).expect(404);
    assertThat(ids(world.ask("GET", "/members"))).containsExactly("bob", "cem");
    world.ask("POST", "/members/ann/activity", ENTRY).expect(404);
    world.ask("DELETE", "/members/ann").expect(404);
    assertThat(world.ask("POST", "/members/ann/erase").expect(202).json()).isEqualTo(erased.json());
    world.ask("POST", "/members/nobody/erase").expect(404);
  }

  @Test
  void registersTheIdAnewOnlyWhenTheErasureHasEnded() {
    world.ask("POST", "/members/ann/erase").expect(202);
    var ann = new MemberId("ann");
    var members = new Wiring(world.environment).members();
    var version = members.findAny(world.tenant, ann).orElseThrow().version();

    var refused = world.ask("PUT", "/members/ann", profile("Ann", "Blue"));
    assertThat(refused.expect(409).at("/code")).isEqualTo("being-erased");

    members.delete(world.tenant, ann, version);
    var anew = world.ask("PUT", "/members/ann", profile("Ann", "Blue")).expect(201);
    assertThat(anew.json().path("version").asLong()).isGreaterThan(version);
    assertThat(anew.json().path("challenges")).isEmpty();
  }

  @Test
  void namesNobodyWhoIsErasedInTheAudit() {
    world.ask("POST", "/members/ann/erase").expect(202);

    assertThat(world.audit())
        .anySatisfy(
            line ->
                assertThat(line.outcome())
                    .startsWith("POST /members/{member}/erase")
                    .contains("sha256:")
                    .doesNotContain("ann"));
  }

  private Reply put(String id, String name, String team) {
    return world.ask("PUT", "/members/" + id, profile(name, team));
  }

  private static String profile(String name, String team) {
    return "{\"display_name\": \"%s\", \"team\": \"%s\"}".formatted(name, team);
  }

  private static List<String> ids(Reply page) {
    return page.expect(200).json().path("members").findValuesAsText("member");
  }
}
