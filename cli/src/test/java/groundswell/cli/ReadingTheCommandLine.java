package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTheCommandLine {
  /// Nothing listens on this port: it is reserved for TCP itself.
  private static final String NOBODY = "http://127.0.0.1:1";

  @Test
  void endsWithTwoWhenItIsWrong() {
    for (var wrong :
        List.of(
            "bord spring",
            "board",
            "board spring --top many",
            "board spring --top 3 --page 1",
            "upload films a.csv",
            "upload activity a.csv --rejects r.csv",
            "upload activity a.csv --wait=never",
            "enter ann steps lots",
            "enter ann steps 5 --date yesterday")) {
      Ran.command(wrong.split(" ", -1)).expect(2);
    }
  }

  @Test
  void explainsEveryCommand() {
    var help = Ran.command("--help").expect(0).out();

    assertThat(help)
        .contains("up", "demo", "upload", "challenge", "member", "enter", "board", "progress")
        .contains("rewards", "recalculate", "inbox", "status", "metrics", "Exit codes")
        .contains("failures", "redrive", "park", "restore", "rehearse", "export", "audit");
    for (var command :
        List.of(
            "up",
            "upload activity",
            "challenge put",
            "board",
            "member put",
            "failures list",
            "redrive run",
            "park",
            "export")) {
      Ran.command((command + " --help").split(" ", -1)).expect(0);
    }
  }

  @Test
  void explainsTheOptionsOfEveryCommandInOnePlace() {
    assertThat(Ran.command("--help").expect(0).out())
        .contains("--profile", "--token-file", "--insecure", "GROUNDSWELL_PROFILE");
    for (var command : List.of("board", "upload activity", "redrive run"))
      assertThat(Ran.command((command + " --help").split(" ", -1)).expect(0).out())
          .contains("Options of every command", "groundswell --help")
          .doesNotContain("--token-file", "--insecure", "[--json]");
    assertThat(Ran.command("help", "board").expect(0).out())
        .contains("--top", "--around")
        .isEqualTo(Ran.command("board", "--help").out());
  }

  @Test
  void usesColoursOnlyWhereTheyAreWanted() {
    assertThat(help(true, Map.of())).contains("\u001b[");
    assertThat(help(true, Map.of("NO_COLOR", "1"))).doesNotContain("\u001b");
    assertThat(help(true, Map.of("TERM", "dumb"))).doesNotContain("\u001b");
    assertThat(help(false, Map.of())).doesNotContain("\u001b");
  }

  @Test
  void keepsItsHelpWithinTheColumnsOfTheTerminal() {
    for (int columns : List.of(60, 80, 120))
      assertThat(help(true, Map.of("NO_COLOR", "1", "COLUMNS", "" + columns)).lines())
          .allMatch(line -> line.length() <= columns);
  }

  private static String help(boolean interactive, Map<String, String> variables) {
    return Ran.command(interactive, _ -> {}, variables, "board", "--help").expect(0).out();
  }

  @Test
  void saysThatNothingAnswersAndWhatToDo() {
    var ran = Ran.command("board", "spring", "--endpoint", NOBODY).expect(1);

    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .containsExactly(
            "groundswell: nothing answers at http://127.0.0.1:1",
            "  if the local cloud is not up, start it with: groundswell up");
  }

  @Test
  void takesEndpointAndTokenFromTheEnvironment() {
    var variables = Map.of("GROUNDSWELL_ENDPOINT", NOBODY, "GROUNDSWELL_TOKEN", "t");

    assertThat(Ran.command(variables, "challenge", "list").expect(1).err()).contains(NOBODY);
  }

  @Test
  void asksForATokenWhereNoneIsGivenToAnyone() {
    assertThat(
            Ran.command("challenge", "list", "--endpoint", "https://api.example.com")
                .expect(1)
                .err())
        .contains("needs a token", "--token-file, GROUNDSWELL_TOKEN or a profile");
  }

  @Test
  void namesAnEndpointThatIsNoUrl() {
    assertThat(Ran.command("challenge", "list", "--endpoint", "here").expect(1).err())
        .contains("\"here\" is not a URL");
  }

  @Test
  void namesFilesThatAreNotThere() {
    assertThat(Ran.command("challenge", "put", "no-such.yaml").expect(1).err())
        .contains("cannot read no-such.yaml: there is no such file");
    assertThat(Ran.command("upload", "activity", "no-such.csv").expect(1).err())
        .contains("cannot read no-such.csv: there is no such file");
  }

  @Test
  void takesNoFileForWhatToWaitFor() {
    for (var words : List.of("--wait no-such.csv", "no-such.csv --wait", "--wait=rows no-such.csv"))
      assertThat(Ran.command("upload activity %s".formatted(words).split(" ", -1)).expect(1).err())
          .contains("cannot read no-such.csv");
  }

  @Test
  void saysThatAFileIsEmptyBeforeItIsSent(@TempDir Path directory) throws IOException {
    var empty = Files.createFile(directory.resolve("empty.csv")).toString();

    assertThat(Ran.command("upload", "activity", empty).expect(1).err())
        .contains("empty.csv is empty; a file begins with a line that names its columns");
  }
}
