package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Taking failures out, messages and all.
@Command(
    name = "export",
    description = "Writes failures with their messages, a line of JSON each.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final int PAGE = 200;

  private final Groundswell root;

  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--state",
      split = ",",
      defaultValue = "open",
      description = "open, redriving, resolved or parked, or several (default: ${DEFAULT-VALUE}).")
  private List<String> states = List.of("open");

  @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: the output).")
  private @Nullable Path file;

  ExportCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    if (file == null) {
      for (var state : states) write(state, root.out());
      root.out().flush();
      return 0;
    }
    long count = 0;
    try (var out = new PrintWriter(Files.newBufferedWriter(file, UTF_8))) {
      for (var state : states) count += write(state, out);
      if (out.checkError()) throw new Failure("cannot write %s".formatted(file));
    }
    var answer = Json.object().put("failures", count).put("file", file.toString());
    var text = "%,d failures are in %s".formatted(count, file);
    return root.show(answer, () -> text);
  }

  private long write(String state, PrintWriter out) {
    var path =
        "/failures?state=%s&limit=%d&%s"
            .formatted(ApiClient.encoded(state), PAGE, filter.query(root.surroundings().clock()))
            .replaceFirst("&$", "");
    long count = 0;
    var cursor = "";
    do {
      var page = root.operations().get(path + cursor);
      for (var failure : page.path("failures")) {
        out.println(root.operations().get("/failures/" + failure.path("failure").asText()));
        count++;
      }
      cursor = page.has("next") ? "&cursor=" + ApiClient.encoded(page.path("next").asText()) : "";
    } while (!cursor.isEmpty());
    return count;
  }
}
