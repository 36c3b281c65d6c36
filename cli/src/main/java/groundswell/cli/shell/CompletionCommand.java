package groundswell.cli.shell;

import static java.util.Objects.requireNonNull;

import groundswell.cli.output.Printer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints a script that completes commands and options.
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options in a shell.",
      "Put into ~/.bashrc: source <(groundswell completion bash)",
      "Put into ~/.zshrc: source <(groundswell completion zsh)"
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
  /// The shells that can complete. Zsh runs the same script as bash, in its own mode for it
  /// (<https://picocli.info/autocomplete.html>).
  enum Shell {
    bash,
    zsh
  }

  private final Printer printer;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  public CompletionCommand(Printer printer) {
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var root = requireNonNull(spec).root();
    var script =
        switch (shell) {
          case bash, zsh -> AutoComplete.bash(root.name(), root.commandLine());
        };
    printer.raw(script);
    return ExitCode.OK;
  }
}
