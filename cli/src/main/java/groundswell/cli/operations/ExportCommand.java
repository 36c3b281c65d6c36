package groundswell.cli.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Session;
import groundswell.client.ErrorCode;
import groundswell.client.FileErrors;
import groundswell.client.Json;
import groundswell.client.OperationsApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Exports failures with their messages.
@Command(
    name = "export",
    description = "Writes failures with their messages, each as a line of JSON.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 200;

  private final Session session;
  private final Printer printer;

  @Mixin private FilterOptions options = new FilterOptions();

  @Option(
      names = "--state",
      split = ",",
      defaultValue = "open",
      description = "open, redriving, resolved or parked, or several (default: ${DEFAULT-VALUE}).")
  private List<String> states = List.of("open");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
  private @Nullable Path file;

  public ExportCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var api = new OperationsApi(session.operatorApi());
    if (file == null) {
      export(api, printer::raw);
      return ExitCode.OK;
    }
    var exported = new Exported(exportTo(file, api), file.toString());
    return printer.show(
        Json.tree(exported),
        () -> "exported %s to %s".formatted(Plural.of(exported.failures(), "failure"), file));
  }

  private long exportTo(Path target, OperationsApi api) {
    try (var out = new PrintWriter(Files.newBufferedWriter(target, UTF_8))) {
      long count = export(api, out::println);
      if (out.checkError())
        throw new CommandException(ErrorCode.FILE, "cannot write %s".formatted(target));
      return count;
    } catch (IOException e) {
      throw new CommandException(FileErrors.notWritten(target, e));
    }
  }

  /// @return how many failures there are
  private long export(OperationsApi api, Consumer<Object> out) {
    var all = options.filter(api);
    long count = 0;
    for (var state : states) {
      var filter = all.withState(state);
      var cursor = Optional.<String>empty();
      do {
        var page = api.failures(filter, PAGE_SIZE, cursor).value();
        page.failures().forEach(each -> out.accept(api.failure(each.failure()).json()));
        count += page.failures().size();
        cursor = Optional.ofNullable(page.next());
      } while (cursor.isPresent());
    }
    return count;
  }

  private record Exported(long failures, String file) {}
}
