package groundswell.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.cli.session.Environment;
import groundswell.client.Answer;
import groundswell.client.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Prints a command's output: text for people or, with `--json`, JSON for scripts.
public final class Printer {
  private final Environment environment;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON, and nothing else, on standard output.")
  private boolean json;

  public Printer(Environment environment) {
    this.environment = environment;
  }

  public boolean printsJson() {
    return json;
  }

  /// Prints an API answer: its JSON unchanged, or a text.
  ///
  /// @return exit code 0
  public <T> int show(Answer<T> answer, Function<T, String> text) {
    return show(answer.json(), () -> text.apply(answer.value()));
  }

  /// @return exit code 0
  public int show(JsonNode answer, Supplier<String> text) {
    if (json) out().println(Json.pretty(answer));
    else text(text.get());
    return ExitCode.OK;
  }

  /// Prints text for people, even with `--json`.
  public void text(String text) {
    out().println(Terminal.lines(text));
    out().flush();
  }

  /// Prints something unchanged.
  public void raw(Object text) {
    out().println(text);
    out().flush();
  }

  /// Prints why the command failed.
  public void error(String message, List<String> details) {
    environment.err().println("groundswell: " + Terminal.line(message));
    details.forEach(detail -> environment.err().println("  " + Terminal.line(detail)));
  }

  /// Shows a person how much of a task is done; shows a script nothing.
  public ProgressIndicator progress(String task, String unit) {
    return environment.interactive()
        ? ProgressIndicator.Bar.of(task, unit)
        : new ProgressIndicator.None();
  }

  private PrintWriter out() {
    return environment.out();
  }
}
