package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bash runs the script as it does when a user presses the tabulator.
class CompletingCommands {
  @TempDir private Path folder;

  @Test
  void offersCommandsAndOptions() throws Exception {
    assertThat(completions("groundswell", "red")).containsExactly("redrive");
    assertThat(completions("groundswell", "redrive", "ca")).containsExactly("cancel");
    assertThat(completions("groundswell", "board", "--ar")).containsExactly("--around");
    assertThat(completions("groundswell", "board", "--prof")).containsExactly("--profile");
    assertThat(completions("groundswell", "completion", "z")).containsExactly("zsh");
  }

  /// Zsh emulates bash's completion when the script asks for it.
  @Test
  void isTheSameScriptForBothShells() {
    assertThat(Ran.command("completion", "zsh").expect(0).out())
        .isEqualTo(Ran.command("completion", "bash").expect(0).out())
        .contains("bashcompinit");
  }

  private List<String> completions(String... words) throws IOException, InterruptedException {
    var script = folder.resolve("completion.bash");
    Files.writeString(script, Ran.command("completion", "bash").expect(0).out());
    var typed =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_groundswell; printf '%%s\\n' ${COMPREPLY[@]}"
            .formatted(script, String.join(" ", words), words.length - 1);
    var bash = new ProcessBuilder("bash", "-c", typed).redirectError(Redirect.DISCARD).start();
    var printed = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
