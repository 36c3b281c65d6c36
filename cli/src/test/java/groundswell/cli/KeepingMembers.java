package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Members as an administrator keeps them with the command, in a local cloud.
@TestInstance(Lifecycle.PER_CLASS)
class KeepingMembers {
  @TempDir private static Path directory;
  private static LocalCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        LocalCloud.start(
            LocalCloudOptions.of(Path.of("../template.yaml"), directory.resolve("objects")));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void keepsMembers() {
    run("member", "put", "rex", "--name", "Rex", "--team", "Kennel").expect(0);

    assertThat(run("member", "list", "kennel").expect(0).out())
        .contains("rex", "registered", "Rex")
        .doesNotContain("ann");
    assertThat(run("member", "remove", "rex").expect(0).out()).contains("member rex (removed)");
    assertThat(run("member", "list", "--id", "re", "--state", "removed").expect(0).out())
        .contains("rex");
    assertThat(run("member", "export", "rex").expect(0).json().at("/profile/display_name").asText())
        .isEqualTo("Rex");
  }

  /// In a tenant of its own, because everybody leaves who is not in the file.
  @Test
  void removesWhoIsNotInACompleteFileOnceThatIsConfirmed() throws IOException {
    var file = directory.resolve("members.csv");
    var header = "member_id,display_name,team,time_zone,challenges\n";
    Files.writeString(file, header + "ann,Ann,,,\nbob,Bob,,,\ncem,Cem,,,\n");
    inLeaving("upload", "members", file.toString(), "--wait").expect(0);
    Files.writeString(file, header + "ann,Ann,,,\ncem,Cem,,,\n");

    var checked = inLeaving("upload", "check", file.toString(), "--leavers").expect(0);
    assertThat(checked.out())
        .contains(
            "1 of 3 registered members is not in the file and would leave: Bob (bob)", "--yes");
    var asked =
        inLeaving("upload", "members", file.toString(), "--leavers", "--wait", "--json").expect(1);
    assertThat(asked.json().at("/state").asText()).isEqualTo("undecided");
    var id = asked.json().at("/upload").asText();
    assertThat(inLeaving("upload", "apply", id).expect(1).err()).contains("1 of 3");

    assertThat(inLeaving("upload", "apply", id, "--yes", "--wait").expect(0).out())
        .contains("left, because the file does not name them: 1 member");
    assertThat(inLeaving("member", "list", "--state", "removed").expect(0).out()).contains("bob");
    assertThat(inLeaving("upload", "activity", file.toString(), "--leavers").expect(2).err())
        .contains("--leavers");
  }

  private static Ran inLeaving(String... args) {
    var environment =
        Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString(), "GROUNDSWELL_TENANT", "leaving");
    return Ran.command(environment, args);
  }

  @Test
  void erasesOnlyWhatSomebodyTypesOrSaysYesTo() {
    run("member", "put", "max", "--name", "Max").expect(0);

    assertThat(run("member", "erase", "max").expect(1).err())
        .contains("Nothing was done", "to do it, add --yes");
    assertThat(answered("Max", "member", "erase", "max").expect(1).err())
        .contains("All that is stored about member max will be deleted", "nothing was done");
    run("member", "show", "max").expect(0);

    assertThat(answered(" max ", "member", "erase", "max").expect(0).out())
        .contains("member max is being erased");
    run("member", "show", "max").expect(1);
    run("member", "erase", "max", "--yes").expect(0);
  }

  private static Ran answered(String typed, String... args) {
    return Ran.answered(typed, Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString()), args);
  }

  private static Ran run(String... args) {
    return Ran.command(Map.of("GROUNDSWELL_ENDPOINT", cloud.apiUrl().toString()), args);
  }
}
