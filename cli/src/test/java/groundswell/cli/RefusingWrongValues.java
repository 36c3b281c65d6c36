package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A message says what is wrong in the user's words, on a terminal and in JSON.
class RefusingWrongValues {
  /// Names of classes and of our language, and HTTP's numbers.
  private static final Pattern FOREIGN =
      Pattern.compile("\\bjava\\b|[a-z]\\.[A-Z]\\w+|Exception|BigDecimal|LocalDate|HTTP status");

  @TempDir private Path folder;

  @Test
  void ofNumbersAndDays() {
    refused("'1,5' is not a number", "enter", "ann", "steps", "1,5");
    refused("'1e3' is not a number", "enter", "ann", "steps", "1e3");
    refused(
        "the calendar has no day 2026-02-30", "enter", "ann", "steps", "5", "--date=2026-02-30");
    refused("'20.3.2026' is not a day", "enter", "ann", "steps", "5", "--date=20.3.2026");
    refused("'many' is not a whole number", "board", "spring", "--top=many");
    refused("99999999999 is too large a number", "board", "spring", "--top=99999999999");
    refused("\"monday\" is neither a time", "failures", "list", "--since=monday");
    refused("'fish'", "completion", "fish");
    refused("'many' is not a whole number", "demo", "--seed=many");
  }

  @Test
  void ofFilesThatAreFoldersAndTheOtherWayRound() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "x").toString();
    var asFolder = folder.toString();

    refused("it is a folder, not a file", "upload", "activity", asFolder);
    refused("it is a folder, not a file", "challenge", "put", asFolder);
    refused("it is a folder, not a file", "challenge", "list", "--token-file", asFolder);
    refused("it is a folder, not a file", "export", "--out", asFolder);
    refused(
        "it is a folder, not a file",
        "redrive",
        "edit",
        "0".repeat(32),
        "--reason=r",
        "--file",
        asFolder);
    refused("there is no file " + asFolder, "up", "--template", asFolder);
    refused(
        "there is a file of this name", "up", "--template=../template.yaml", "--data-dir", file);
    refused("a part of its path is a file", "challenge", "put", file + "/challenge.yaml");
  }

  @Test
  void ofDefinitionsThatCannotBeRead() throws IOException {
    var broken = Files.writeString(folder.resolve("broken.yaml"), "id: x\nname: {\n").toString();

    refused("line 2: this is neither YAML nor JSON", "challenge", "put", broken);
  }

  /// YAML's parser knows no line if the first character is wrong.
  @Test
  void ofDefinitionsThatCannotBeReadFromTheBeginning() throws IOException {
    var broken = Files.writeString(folder.resolve("broken.yaml"), "\u0001id: x\n").toString();

    refused("line 1: this is neither YAML nor JSON", "challenge", "put", broken);
    assertThat(Ran.command("challenge", "put", broken, "--json").json().at("/error/line").asInt())
        .isOne();
  }

  @Test
  void ofPorts() throws IOException {
    refused("--port 99999 is not a port", "up", "--port=99999");
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      refused(
          "port %d is in use".formatted(port),
          "up",
          "--template=../template.yaml",
          "--port=" + port);
    }
  }

  @Test
  void ofCommandsThatDoNotExist() {
    refused("Unmatched argument", "bord", "spring");
    refused("Unknown option", "board", "spring", "--tip=3");
    refused("Missing required parameter", "board");
    assertThat(Ran.command("bord", "spring").err()).contains("did you mean board or ");
  }

  @Test
  void showsTheRightFormOfTheCommandThatWasMeant() {
    assertThat(Ran.command("challenge", "put", "spring", "spring.yaml").expect(2).err().lines())
        .containsExactly(
            "groundswell: Unmatched argument at index 3: 'spring.yaml'",
            "  usage: groundswell challenge put [--if-version=VERSION] FILE",
            "  see: groundswell challenge put --help");
    assertThat(Ran.command("board", "--json").expect(2).json().at("/error/hint").asText().lines())
        .containsExactly(
            "usage: groundswell board [--top=N | [--page=N [--size=N]] | [--around=MEMBER"
                + " [--radius=N]]] CHALLENGE",
            "see: groundswell board --help");
    assertThat(Ran.command("bord").expect(2).err()).contains("usage: groundswell COMMAND");
  }

  /// @param what a part of the message
  private static void refused(String what, String... command) {
    var ran = Ran.command(command);
    assertThat(ran.exitCode()).as(ran.err()).isBetween(1, 2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("groundswell: ").contains(what).doesNotContainPattern(FOREIGN);
    assertThat(ran.err().lines()).hasSizeLessThanOrEqualTo(3);

    var arguments = new ArrayList<>(List.of(command));
    arguments.add("--json");
    var inJson = Ran.command(arguments.toArray(String[]::new)).expect(ran.exitCode());
    assertThat(inJson.err()).isEmpty();
    assertThat(inJson.out().lines()).hasSize(1);
    var error = inJson.json().path("error");
    assertThat(error.path("code").asText()).matches("[a-z-]+");
    assertThat(error.path("message").asText()).contains(what).doesNotContainPattern(FOREIGN);
  }
}
