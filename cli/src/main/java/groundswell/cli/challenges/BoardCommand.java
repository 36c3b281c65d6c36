package groundswell.cli.challenges;

import static groundswell.cli.output.Terminal.line;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Session;
import groundswell.client.BoardSelection;
import groundswell.client.ChallengesApi;
import groundswell.client.model.Board;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a part of a challenge's board.
@Command(
    name = "board",
    description = "Shows a challenge's board: its top, a page, or a member and its neighbours.",
    mixinStandardHelpOptions = true)
public final class BoardCommand implements Callable<Integer> {
  private static final int BAR_WIDTH = 24;
  private static final BoardSelection LEADER = new BoardSelection.Top(1);

  private final Session session;
  private final Printer printer;

  @Parameters(paramLabel = "CHALLENGE")
  private String challenge = "";

  @ArgGroup private @Nullable SelectionOptions options;

  public BoardCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var selection = options == null ? new BoardSelection.Usual() : options.selection();
    var api = new ChallengesApi(session.api());
    var id = Ids.challenge(challenge);
    return printer.show(
        api.board(id, selection),
        board -> text(board, best(board, () -> api.board(id, LEADER).value())));
  }

  /// The leader's score, for the length of the bars.
  ///
  /// @param top asked only if there are rows, and they do not begin with the leader
  private static BigDecimal best(Board board, Supplier<Board> top) {
    if (board.rows().isEmpty()) return BigDecimal.ZERO;
    var first = board.rows().getFirst();
    if (first.rank() == 1) return first.score();
    return top.get().rows().stream().findFirst().map(Board.Row::score).orElse(BigDecimal.ZERO);
  }

  /// @param best the leader's score, which has the longest bar
  private static String text(Board board, BigDecimal best) {
    var table = new Table("rank", "member", "name", "team", "score", "days", "");
    for (var row : board.rows()) {
      table.row(
          row.rank(),
          row.member(),
          row.name(),
          row.team(),
          row.score(),
          row.days(),
          bar(row.score(), best));
    }
    return "%s: %d of %s, as of %s%n%s%s"
        .formatted(
            line(board.name()),
            board.rows().size(),
            Plural.of(board.total(), "member"),
            board.asOf() == null ? "(no board is published yet)" : board.asOf(),
            underWay(board),
            table);
  }

  /// What the board does not show yet.
  private static String underWay(Board board) {
    var text = new StringBuilder();
    var recalculation = board.recalculation();
    if (recalculation != null)
      text.append(
          "  it is being recalculated since %s: %d of %d parts are done%n"
              .formatted(
                  recalculation.startedAt(), recalculation.partsDone(), recalculation.parts()));
    var uploads = board.uploadsUnderWay();
    if (uploads == null) return text.toString();
    for (var upload : uploads)
      text.append(
          "  on its way: upload %s of %s, %s%n"
              .formatted(upload.upload(), line(upload.fileName()), line(upload.state())));
    return text.toString();
  }

  private static String bar(BigDecimal score, BigDecimal best) {
    if (best.signum() <= 0) return "";
    var width = score.multiply(BigDecimal.valueOf(BAR_WIDTH)).divide(best, 0, RoundingMode.HALF_UP);
    return "█".repeat(Math.clamp(width.longValue(), 0, BAR_WIDTH));
  }

  /// Which rows. The options exclude each other.
  static final class SelectionOptions {
    @Option(names = "--top", paramLabel = "N", description = "The best N (default: 10).")
    private @Nullable Integer top;

    @ArgGroup(exclusive = false)
    private @Nullable PageOptions page;

    @ArgGroup(exclusive = false)
    private @Nullable AroundOptions around;

    BoardSelection selection() {
      if (top != null) return new BoardSelection.Top(top);
      if (page != null) return new BoardSelection.Page(page.number, page.size);
      if (around != null)
        return new BoardSelection.Around(Ids.member(around.member), around.radius);
      return new BoardSelection.Usual();
    }
  }

  static final class PageOptions {
    @Option(names = "--page", required = true, paramLabel = "N", description = "A page, from 1.")
    private int number;

    @Option(
        names = "--size",
        paramLabel = "N",
        defaultValue = "50",
        description = "Rows of a page (default: ${DEFAULT-VALUE}).")
    private int size = 50;
  }

  static final class AroundOptions {
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
