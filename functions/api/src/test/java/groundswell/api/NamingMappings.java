package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.NamedMappings;
import org.junit.jupiter.api.Test;

class NamingMappings {
  private static final String OURS =
      """
      {"kind": "activity", "mapping": "member_id=Nr; date=Tag:dd.MM.yyyy; metric:steps=Schritte"}\
      """;

  private final ApiWorld world = new ApiWorld();

  @Test
  void keepsThemForTheTenantAlone() {
    var put = world.ask("PUT", "/mappings/our-clock", OURS).expect(200);

    assertThat(world.ask("GET", "/mappings/our-clock").expect(200).json()).isEqualTo(put.json());
    assertThat(put.at("/built_in")).isEqualTo("false");
    new ApiWorld().ask("GET", "/mappings/our-clock").expect(404);
  }

  @Test
  void listsTheBuiltInOnesBesideThem() {
    world.ask("PUT", "/mappings/our-clock", OURS).expect(200);

    assertThat(
            world
                .ask("GET", "/mappings")
                .expect(200)
                .json()
                .path("mappings")
                .findValuesAsText("name"))
        .contains("our-clock", "garmin", "fitbit", "samsung-health");
  }

  @Test
  void replacesAndDeletesThem() {
    world.ask("PUT", "/mappings/our-clock", OURS).expect(200);
    world.ask("PUT", "/mappings/our-clock", OURS.replace("Nr", "Id")).expect(200);

    assertThat(world.ask("GET", "/mappings/our-clock").at("/mapping")).startsWith("member_id=Id");
    world.ask("DELETE", "/mappings/our-clock").expect(200);
    world.ask("DELETE", "/mappings/our-clock").expect(404);
  }

  @Test
  void refusesAChangeOfWhatSomebodyElseChangedMeanwhile() {
    var seen = world.ask("PUT", "/mappings/our-clock", OURS).expect(200).entityTag();
    assertThat(world.ask("GET", "/mappings/our-clock").entityTag()).isEqualTo(seen);
    var second =
        world.change(seen, "/mappings/our-clock", OURS.replace("Nr", "Id")).expect(200).entityTag();

    var refused = world.change(seen, "/mappings/our-clock", OURS.replace("Nr", "No")).expect(412);

    assertThat(refused.at("/type")).endsWith("changed-meanwhile");
    assertThat(world.ask("GET", "/mappings/our-clock").at("/mapping")).startsWith("member_id=Id");
    assertThat(world.change(second, "/mappings/our-clock", OURS).expect(200).entityTag())
        .isNotEqualTo(second);
  }

  /// Its answer may have been lost.
  @Test
  void takesAChangeAgainThatWasMade() {
    var seen = world.ask("PUT", "/mappings/our-clock", OURS).expect(200).entityTag();
    var made = world.change(seen, "/mappings/our-clock", OURS.replace("Nr", "Id")).expect(200);

    var again = world.change(seen, "/mappings/our-clock", OURS.replace("Nr", "Id")).expect(200);

    assertThat(again.entityTag()).isEqualTo(made.entityTag());
  }

  @Test
  void refusesABuiltInNameAndAWrongMapping() {
    assertThat(world.ask("PUT", "/mappings/garmin", OURS).expect(422).errors())
        .singleElement()
        .asString()
        .contains("garmin is the name of a built-in mapping");
    assertThat(world.ask("PUT", "/mappings/ours", OURS.replace("Nr", "")).expect(422).errors())
        .singleElement()
        .asString()
        .contains("nothing follows the");
    world.ask("DELETE", "/mappings/garmin").expect(422);
  }

  @Test
  void keepsNoMoreThanTheLimit() {
    for (int number = 0; number < NamedMappings.OWN_MAX; number++)
      world.ask("PUT", "/mappings/ours-" + number, OURS).expect(200);

    assertThat(world.ask("PUT", "/mappings/one-more", OURS).expect(409).at("/type"))
        .endsWith("too-many-mappings");
    world.ask("PUT", "/mappings/ours-0", OURS.replace("Nr", "Id")).expect(200);
  }

  @Test
  void takesTheirNamesForUploads() {
    world.ask("PUT", "/mappings/our-clock", OURS).expect(200);

    upload("our-clock", 201);
    upload("garmin; member_id='382'", 201);
    upload("their-clock", 422);
  }

  private void upload(String mapping, int status) {
    var body =
        """
        {"kind": "activity", "file_name": "a.csv", "size_bytes": 9, "mapping": "%s"}\
        """
            .formatted(mapping);
    world.ask("POST", "/uploads", body).expect(status);
  }
}
