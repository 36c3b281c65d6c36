package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.client.ApiException;
import groundswell.client.Endpoint;
import groundswell.client.PresignedUrls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingSecrets {
  private static final String SIGNED = "/rejects/a.csv?X-Amz-Signature=SECRETSIG";

  @TempDir private Path directory;
  @AutoClose private final LoopbackApi api = new LoopbackApi();

  @Test
  void sendsNoTokenInTheClearToOtherHosts() {
    var ran =
        Ran.command(
                "challenge",
                "list",
                "--endpoint",
                "http://groundswell.invalid",
                "--token",
                "SECRET")
            .expect(1);

    assertThat(ran.err())
        .contains("http://groundswell.invalid", "is not encrypted", "--insecure")
        .doesNotContain("SECRET");
    assertThatThrownBy(
            () -> urls().download(URI.create("http://groundswell.invalid" + SIGNED), target()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("is not encrypted")
        .hasMessageNotContaining("SECRETSIG");
  }

  @Test
  void takesTheTokenFromAFile() throws IOException {
    var file = Files.writeString(directory.resolve("token"), "SECRET\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    Ran.command("challenge", "list", "--endpoint", api.url(""), "--token-file", file.toString())
        .expect(0);

    assertThat(api.tokens()).containsExactly("Bearer SECRET");
    assertThat(
            Ran.command("challenge", "list", "--endpoint", api.url(""), "--token-file", "no-such")
                .expect(1)
                .err())
        .contains("cannot read the token from no-such: there is no such file");
  }

  @Test
  void stripsATokenAndRepeatsNoneThatItRefuses() {
    Ran.command("challenge", "list", "--endpoint", api.url(""), "--token", "SECRET\r\n").expect(0);
    assertThat(api.tokens()).containsExactly("Bearer SECRET");

    for (var wrong : List.of("SEC\nRET", "SEC RET", "SEC\u00e4RET", " "))
      assertThat(
              Ran.command("challenge", "list", "--endpoint", api.url(""), "--token", wrong)
                  .expect(1)
                  .err())
          .contains("give the token alone")
          .doesNotContain("SEC", "RET");
  }

  @Test
  void refusesATokenThatOthersCanRead() throws IOException {
    var file = Files.writeString(directory.resolve("token"), "SECRET\n").toString();
    Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r-----"));

    var ran =
        Ran.command("challenge", "list", "--endpoint", api.url(""), "--token-file", file).expect(1);

    assertThat(ran.err())
        .contains("other users of this machine can read it", "chmod 600 " + file)
        .doesNotContain("SECRET");
    assertThat(api.tokens()).isEmpty();
  }

  @Test
  void leavesAFileAsItWasWhenADownloadFails() throws IOException {
    var target = Files.writeString(target(), "PRECIOUS");
    api.answer(_ -> 403);

    assertThatThrownBy(() -> urls().download(URI.create(api.url(SIGNED)), target))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("the store did not give out")
        .hasMessageNotContaining("SECRETSIG");

    assertThat(target).hasContent("PRECIOUS");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void downloadsIntoAFileOfItsOwner() throws IOException {
    urls().download(URI.create(api.url(SIGNED)), target());

    assertThat(target()).hasContent("{\"challenges\":[]}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target())))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  private PresignedUrls urls() {
    return new PresignedUrls(new Endpoint(URI.create(api.url("")), false));
  }

  private Path target() {
    return directory.resolve("a.rejects.csv");
  }
}
