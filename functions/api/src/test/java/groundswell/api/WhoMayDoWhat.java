package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WhoMayDoWhat {
  private static final List<String> READS =
      List.of(
          "/uploads",
          "/members/ann",
          "/members/ann/progress",
          "/members/ann/rewards",
          "/challenges",
          "/challenges/spring",
          "/challenges/spring/board",
          "/members/ann/days",
          "/settings");

  private final ApiWorld world = new ApiWorld();

  WhoMayDoWhat() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);
    world
        .ask("PUT", "/members/ann", "{\"display_name\": \"Ann\", \"time_zone\": \"UTC\"}")
        .expect(201);
  }

  @Test
  void everyRoleButAMemberReadsEverything() {
    for (var role : List.of("admin", "viewer", "operator")) {
      for (var path : READS) world.as(role, role, "GET", path).expect(200);
    }
  }

  @Test
  void aMemberReadsItsOwnAndWhatAllShare() {
    for (var path : READS) {
      world.asMember("ann", "GET", path).expect(path.equals("/uploads") ? 403 : 200);
    }
  }

  @Test
  void aMemberReadsNothingOfOthers() {
    world.asMember("bob", "GET", "/members/ann").expect(403);
    world.asMember("bob", "GET", "/members/ann/progress").expect(403);
    world.asMember("bob", "GET", "/members/ann/rewards").expect(403);
  }

  @Test
  void aMemberEntersOnlyItsOwnActivity() {
    var entry = "{\"entries\": [{\"date\": \"2026-03-09\", \"metric\": \"steps\", \"value\": 1}]}";

    world.asMember("ann", "POST", "/members/ann/activity", entry).expect(200);
    world.asMember("bob", "POST", "/members/ann/activity", entry).expect(403);
    world.as("viewer", "v", "POST", "/members/ann/activity", entry).expect(403);
  }

  @Test
  void onlyAdminsAndOperatorsChangeTheTenant() {
    for (var role : List.of("viewer", "member")) {
      world.as(role, "ann", "PUT", "/challenges/spring", Definitions.total("")).expect(403);
      world.as(role, "ann", "POST", "/challenges/spring/recalculate").expect(403);
      world.as(role, "ann", "PUT", "/members/ann", "{}").expect(403);
      world.as(role, "ann", "PUT", "/members/ann/challenges/spring").expect(403);
      world.as(role, "ann", "DELETE", "/members/ann/challenges/spring").expect(403);
      world.as(role, "ann", "POST", "/uploads", "{}").expect(403);
      world.as(role, "ann", "POST", "/members/ann/corrections", "{}").expect(403);
      world.as(role, "ann", "PUT", "/settings", "{}").expect(403);
    }
    world.as("operator", "o", "POST", "/challenges/spring/recalculate").expect(202);
  }

  @Test
  void refusesTokensThatDoNotSayWhoAsks() {
    assertThat(
            List.of(
                Map.of("role", "admin", "sub", "a"),
                Map.of("tenant", "no spaces", "role", "admin"),
                Map.of("tenant", "acme", "role", "root"),
                Map.of("tenant", "acme", "role", "member")))
        .allSatisfy(claims -> world.send(claims, "GET", "/challenges").expect(403));
  }

  @Test
  void keepsTenantsApart() {
    var other = new ApiWorld();

    other.ask("GET", "/members/ann").expect(404);
    other.ask("GET", "/challenges/spring/board").expect(404);
  }

  @Test
  void refusesBodiesThatAreTooLarge() {
    world.ask("PUT", "/challenges/big", "{" + " ".repeat(256 * 1024) + "}").expect(413);
  }

  @Test
  void keepsWhatAdministratorsDoBeforeItIsDone() {
    world.as("admin", "alma", "PUT", "/challenges/kept", Definitions.total("")).expect(201);

    assertThat(world.audit())
        .anySatisfy(
            line -> {
              assertThat(line.who()).isEqualTo("alma");
              assertThat(line.outcome()).isEqualTo("PUT /challenges/{challenge} {challenge=kept}");
            });
  }

  @Test
  void keepsWhatAdministratorsEnterForMembersWithoutNamingThem() {
    var entry = "{\"entries\": [{\"date\": \"2026-03-09\", \"metric\": \"steps\", \"value\": 1}]}";
    world.asMember("ann", "POST", "/members/ann/activity", entry).expect(200);
    assertThat(audit()).doesNotContain("POST /members/{member}/activity");

    world.as("admin", "alma", "POST", "/members/ann/activity", entry).expect(200);

    assertThat(audit())
        .contains("alma manage POST /members/{member}/activity {member=sha256:")
        .doesNotContain("member=ann");
  }

  @Test
  void keepsWhoTookAFileOutOfTheSystem() {
    world.as("viewer", "vera", "GET", "/uploads/nothing/rejects").expect(404);

    assertThat(audit()).contains("vera read GET /uploads/{upload}/rejects {upload=nothing}");
  }

  /// The audit of this tenant.
  private String audit() {
    return world.audit().stream()
        .map(line -> "%s %s %s".formatted(line.who(), line.action(), line.outcome()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whoChangesSomethingSaysWhoItIs() {
    var nobody = Map.of("tenant", world.tenant.value(), "role", "admin");

    world.send(nobody, "PUT", "/challenges/ghost", Definitions.total("")).expect(403);

    world.ask("GET", "/challenges/ghost").expect(404);
    world.send(nobody, "GET", "/challenges").expect(200);
  }
}
