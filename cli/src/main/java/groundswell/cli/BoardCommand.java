package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A challenge's board.
@Command(
    name = "board",
    description = "Shows a challenge's board: its top, a page, or around a member.",
    mixinStandardHelpOptions = true)
final class BoardCommand implements Callable<Integer> {
  private static final int BAR_WIDTH = 24;

  private final Groundswell root;

  @Parameters(paramLabel = "CHALLENGE")
  private String challenge = "";

  @ArgGroup private @Nullable Selection selection;

  BoardCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var query = selection == null ? "" : selection.query();
    var answer =
        root.api().get("/challenges/%s/board%s".formatted(ApiClient.encoded(challenge), query));
    return root.show(answer, () -> text(answer));
  }

  private static String text(JsonNode board) {
    var table = new Table("rank", "member", "name", "team", "score", "days", "");
    var best = new BigDecimal(board.path("rows").path(0).path("score").asText("0"));
    for (var row : board.path("rows")) {
      table.row(
          Groundswell.text(row, "rank"),
          Groundswell.text(row, "member"),
          Groundswell.text(row, "name"),
          Groundswell.text(row, "team"),
          Groundswell.text(row, "score"),
          Groundswell.text(row, "days"),
          bar(row.path("score").decimalValue(), best));
    }
    return "%s: %d of %d members, as of %s%n%s"
        .formatted(
            Groundswell.text(board, "name"),
            board.path("rows").size(),
            board.path("total").asInt(),
            board.path("as_of").asText("(no board is published yet)"),
            table);
  }

  private static String bar(BigDecimal score, BigDecimal best) {
    if (best.signum() <= 0) return "";
    var width = score.multiply(BigDecimal.valueOf(BAR_WIDTH)).divide(best, 0, RoundingMode.HALF_UP);
    return "█".repeat(Math.clamp(width.longValue(), 0, BAR_WIDTH));
  }

  /// Which rows. At most one kind of selection may be given.
  static final class Selection {
    @Option(names = "--top", paramLabel = "N", description = "The best N (default: 10).")
    private @Nullable Integer top;

    @ArgGroup(exclusive = false)
    private @Nullable Page page;

    @ArgGroup(exclusive = false)
    private @Nullable Around around;

    String query() {
      if (top != null) return "?top=" + top;
      if (page != null) return "?page=%d&size=%d".formatted(page.number, page.size);
      if (around == null) return "";
      return "?around=%s&radius=%d".formatted(ApiClient.encoded(around.member), around.radius);
    }
  }

  static final class Page {
    @Option(names = "--page", required = true, paramLabel = "N", description = "A page, from 1.")
    private int number;

    @Option(
        names = "--size",
        paramLabel = "N",
        defaultValue = "50",
        description = "Rows of a page (default: ${DEFAULT-VALUE}).")
    private int size = 50;
  }

  static final class Around {
    @Option(
        names = "--around",
        required = true,
        paramLabel = "MEMBER",
        description = "A member and its neighbours.")
    private String member = "";

    @Option(
        names = "--radius",
        paramLabel = "N",
        defaultValue = "5",
        description = "Neighbours on each side (default: ${DEFAULT-VALUE}).")
    private int radius = 5;
  }
}
