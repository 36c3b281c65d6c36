package groundswell.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.cli.session.Environment;
import groundswell.client.Answer;
import groundswell.client.Json;
import groundswell.client.Problem;
import groundswell.client.Problem.Fault;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Prints a command's output: text for people or, with `--json`, JSON for scripts.
public final class Printer {
  private final Environment environment;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON, and nothing else, on standard output, also if something fails.")
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

  /// Prints why the command failed: as an object on standard output, or as text for people.
  public void error(Problem problem) {
    error(environment, json, problem);
  }

  /// Prints why a command failed, also where its options could not be read.
  ///
  /// @param json whether as one line of JSON on standard output
  public static void error(Environment environment, boolean json, Problem problem) {
    var to = json ? environment.out() : environment.err();
    if (json) to.println(Json.tree(new Failed(FailedView.of(problem))));
    else lines(problem).forEach(to::println);
    to.flush();
  }

  /// A problem for people: the message, and indented what belongs to it.
  private static List<String> lines(Problem problem) {
    var lines = new ArrayList<String>();
    lines.add("groundswell: " + Terminal.line(problem.message()));
    if (problem.faults().size() > 1)
      problem.faults().forEach(fault -> lines.add("  " + Terminal.line(fault.text())));
    if (problem.hint() != null)
      problem.hint().lines().forEach(line -> lines.add("  " + Terminal.line(line)));
    return lines;
  }

  /// Shows how much of a stage is done.
  ///
  /// @param stage what is being done, for example `sending`
  /// @param unit what is counted, for example `bytes`
  public ProgressIndicator progress(String stage, String unit) {
    return ProgressIndicator.of(environment, stage, unit);
  }

  private PrintWriter out() {
    return environment.out();
  }

  private record Failed(FailedView error) {}

  /// @param field of the only fault, if there is one
  /// @param line of the only fault, if there is one
  /// @param errors null unless there are several faults
  private record FailedView(
      String code,
      String message,
      @Nullable String field,
      @Nullable Integer line,
      @Nullable String hint,
      @Nullable List<Fault> errors) {
    static FailedView of(Problem problem) {
      var faults = problem.faults();
      var only = faults.size() == 1 ? faults.getFirst() : null;
      return new FailedView(
          problem.code(),
          problem.message(),
          only == null ? null : only.field(),
          only == null ? null : only.line(),
          problem.hint(),
          faults.size() > 1 ? faults : null);
    }
  }
}
