package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakingSettingsFromProfiles {
  @AutoClose private final LoopbackApi api = new LoopbackApi();
  @AutoClose private final LoopbackApi other = new LoopbackApi();

  @TempDir private Path home;

  @BeforeEach
  void write() throws IOException {
    write(
        "rw-------",
        """
        default: {endpoint: "%s", token: DEFAULT}
        work: {endpoint: "%s", token_file: work.token}
        unwritten:
        """
            .formatted(api.url(""), api.url("")));
    secret("work.token", "WORK");
  }

  @Test
  void takesTheOneThatIsNamedAndElseTheDefault() {
    list(Map.of()).expect(0);
    list(Map.of("GROUNDSWELL_PROFILE", "work")).expect(0);
    list(Map.of("GROUNDSWELL_PROFILE", "nothing"), "--profile=work").expect(0);

    assertThat(api.tokens()).containsExactly("Bearer DEFAULT", "Bearer WORK", "Bearer WORK");
  }

  @Test
  void prefersTheEnvironmentAndMostOfAllTheOptions() {
    list(Map.of("GROUNDSWELL_TOKEN", "ENVIRONMENT")).expect(0);
    list(Map.of("GROUNDSWELL_TOKEN", "ENVIRONMENT"), "--token=OPTION").expect(0);
    list(Map.of("GROUNDSWELL_ENDPOINT", "http://127.0.0.1:1"), "--endpoint=" + api.url(""))
        .expect(0);

    assertThat(api.tokens())
        .containsExactly("Bearer ENVIRONMENT", "Bearer OPTION", "Bearer DEFAULT");
  }

  @Test
  void sendsItsTokenToNoOtherEndpoint() {
    list(Map.of(), "--endpoint=" + other.url(""));

    assertThat(other.tokens()).isNotEmpty().doesNotContain("Bearer DEFAULT");
  }

  @Test
  void sendsTheTokenOfAProfileWithoutEndpointOnlyToTheUsualOne() throws IOException {
    write("rw-------", "default: {token: DEFAULT}");

    list(Map.of(), "--endpoint=" + other.url(""));

    assertThat(other.tokens()).isNotEmpty().doesNotContain("Bearer DEFAULT");
  }

  @Test
  void sendsItsTokenToItsEndpointHoweverThatIsWritten() {
    list(Map.of(), "--endpoint=" + api.url("") + "/").expect(0);

    assertThat(api.tokens()).containsExactly("Bearer DEFAULT");
  }

  @Test
  void takesTheTenantForALocalToken() throws IOException {
    write("rw-r--r--", "default: {endpoint: \"%s\", tenant: northwind}".formatted(api.url("")));

    list(Map.of());
    list(Map.of("GROUNDSWELL_TENANT", "contoso"));
    list(Map.of("GROUNDSWELL_TENANT", "contoso"), "--tenant=fabrikam");

    assertThat(api.bodies())
        .satisfiesExactly(
            form -> assertThat(form).contains("tenant=northwind"),
            form -> assertThat(form).contains("tenant=contoso"),
            form -> assertThat(form).contains("tenant=fabrikam"));
  }

  @Test
  void saysWhichProfilesThereAre() {
    assertThat(list(Map.of(), "--profile=wrok").expect(1).err())
        .contains("there is no profile \"wrok\" in", "there are: default, unwritten, work");
  }

  @Test
  void namesThePlaceOfAMistake() throws IOException {
    write("rw-------", "default:\n  tenant: a\n  tokn: SECRET\n");
    assertThat(list(Map.of()).expect(1).err())
        .contains("profiles.yaml, profile default: there is no setting \"tokn\"")
        .contains("there are: endpoint, tenant, token, token_file")
        .doesNotContain("SECRET");

    write("rw-------", "default: {token: SECRET\n");
    assertThat(list(Map.of()).expect(1).err())
        .contains("profiles.yaml, line ", "it is not YAML")
        .doesNotContain("SECRET", "java");
  }

  @Test
  void keepsSecretsFromOthers() throws IOException {
    write("rw-r--r--", "default: {endpoint: \"%s\", token: SECRET}".formatted(api.url("")));

    assertThat(list(Map.of()).expect(1).err())
        .contains("other users of this machine can read it", "chmod 600")
        .doesNotContain("SECRET");
    assertThat(api.tokens()).isEmpty();
  }

  private Ran list(Map<String, String> variables, String... options) {
    var all = new HashMap<>(variables);
    all.put("HOME", home.toString());
    var command = new String[options.length + 2];
    command[0] = "challenge";
    command[1] = "list";
    System.arraycopy(options, 0, command, 2, options.length);
    return Ran.command(all, command);
  }

  private void write(String permissions, String profiles) throws IOException {
    var file = home.resolve(".config/groundswell/profiles.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, profiles);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void secret(String name, String text) throws IOException {
    var file = Files.writeString(home.resolve(".config/groundswell").resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
