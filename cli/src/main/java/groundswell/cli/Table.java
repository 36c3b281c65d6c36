package groundswell.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows under a header, in columns as wide as they need to be; columns of numbers are aligned to
/// the right.
final class Table {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... header) {
    this.header = List.of(header);
  }

  Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells under %d columns".formatted(cells.length, header.size()));
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).map(Terminal::line).toList());
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
