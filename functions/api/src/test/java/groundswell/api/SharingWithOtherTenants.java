package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SharingWithOtherTenants {
  private static final String UPLOAD =
      "{\"kind\": \"activity\", \"file_name\": \"a.csv\", \"size_bytes\": 9}";

  private final ApiWorld world =
      new ApiWorld(
          Map.of(
              "TENANT_OPEN_UPLOADS", "2",
              "TENANT_RECALCULATIONS_PER_HOUR", "3",
              "TENANT_REQUESTS_PER_SECOND", "2"));

  @Test
  void hasSoManyUploadsUnderWay() {
    for (int i = 0; i < 2; i++) world.ask("POST", "/uploads", UPLOAD).expect(201);

    var refused = world.ask("POST", "/uploads", UPLOAD).expect(429);

    assertThat(refused.at("/type")).endsWith("too-many-uploads");
    assertThat(refused.at("/detail")).contains("wait for one to finish");
    world.at("2026-03-10T13:00:01Z");
    world.ask("POST", "/uploads", UPLOAD).expect(201);
  }

  @Test
  void changesAndRecalculatesChallengesSoOftenInAnHour() {
    world.ask("PUT", "/challenges/c", Definitions.total("")).expect(201);
    world.ask("PUT", "/challenges/c", Definitions.total("")).expect(200);
    for (int i = 0; i < 2; i++) world.ask("POST", "/challenges/c/recalculate").expect(202);
    world.ask("PUT", "/challenges/c", Definitions.total("grace_days: 1")).expect(200);

    var refused = world.ask("POST", "/challenges/c/recalculate").expect(429);

    assertThat(refused.at("/type")).endsWith("too-many-recalculations");
    world.ask("PUT", "/challenges/c", Definitions.total("grace_days: 2")).expect(429);
    world.ask("PUT", "/challenges/other", Definitions.total("")).expect(201);
    world.at("2026-03-10T13:00:00Z");
    world.ask("POST", "/challenges/c/recalculate").expect(202);
  }

  @Test
  void lowersItsOwnLimits() {
    var settings = world.ask("GET", "/settings").json().toString();
    world.ask("PUT", "/settings", settings.replace("\"open_uploads\":100", "\"open_uploads\":1"));
    world.ask("POST", "/uploads", UPLOAD).expect(201);

    world.ask("POST", "/uploads", UPLOAD).expect(429);
  }

  @Test
  void sendsSoManyRequestsASecondToAnInstance() {
    for (int i = 0; i < 20; i++) world.ask("GET", "/challenges").expect(200);

    assertThat(world.ask("GET", "/challenges").expect(429).at("/type"))
        .endsWith("too-many-requests");

    world.as("operator", "o", "GET", "/challenges").expect(429);
    world.at("2026-03-10T12:00:01Z");
    for (int i = 0; i < 2; i++) world.ask("GET", "/challenges").expect(200);
    world.ask("GET", "/challenges").expect(429);
  }
}
