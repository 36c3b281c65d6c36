package groundswell.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows under a header. A column is as wide as its widest cell; numbers are aligned to the right.
public final class Table {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  /// Counts by name, indented; empty if there are none.
  ///
  /// @param of what the names are
  /// @param what what is counted
  public static String counts(String of, String what, SortedMap<String, Long> counts) {
    if (counts.isEmpty()) return "";
    var table = new Table(of, what);
    counts.forEach((name, count) -> table.row(name, "%,d".formatted(count)));
    return table.toString().indent(2);
  }

  /// @param cells one per column; null for an empty one
  public Table row(@Nullable Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells under %d columns".formatted(cells.length, header.size()));
    }
    rows.add(Arrays.stream(cells).map(Terminal::value).toList());
    return this;
  }

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    lines.add(line(header));
    lines.add(
        IntStream.range(0, header.size())
            .mapToObj(column -> "─".repeat(width(column)))
            .collect(Collectors.joining(GAP)));
    rows.forEach(row -> lines.add(line(row)));
    return String.join(System.lineSeparator(), lines);
  }

  private String line(List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> padded(cells.get(column), column))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private String padded(String cell, int column) {
    var padding = " ".repeat(width(column) - length(cell));
    return isNumeric(column) ? padding + cell : cell + padding;
  }

  private int width(int column) {
    return Math.max(
        length(header.get(column)),
        rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("-?[0-9][0-9.,]*%?|—?"));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
