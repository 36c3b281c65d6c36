package groundswell.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows under a header. A column is as wide as its widest cell; numbers are aligned to the right.
/// A table that is wider than the terminal is made to fit: the widest column with text becomes
/// narrower, again and again. The first column stays whole, because it has the ids. A last column
/// without a name is decoration, and goes first.
public final class Table {
  /// How many columns the terminal has; without a bound for files and pipes. A table is part of a
  /// text when it is written, so that it learns the width from the run that it belongs to.
  public static final ScopedValue<Integer> TERMINAL_COLUMNS = ScopedValue.newInstance();

  private static final Pattern NUMBER_OR_NOTHING = Pattern.compile("-?[0-9][0-9.,]*%?|—?");
  private static final String GAP = "  ";
  private static final String CUT = "…";

  /// The least width of a column that was made narrower.
  private static final int WIDTH_MIN = 8;

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
    var numeric = numericColumns();
    var widths = fitted(numeric);
    var lines = new ArrayList<String>();
    lines.add(line(header, widths, numeric));
    lines.add(
        Arrays.stream(widths)
            .mapToObj("─"::repeat)
            .collect(Collectors.joining(GAP))
            .stripTrailing());
    rows.forEach(row -> lines.add(line(row, widths, numeric)));
    return String.join(System.lineSeparator(), lines);
  }

  /// The width of each column.
  private int[] fitted(BitSet numeric) {
    var widths = IntStream.range(0, header.size()).map(this::width).toArray();
    int columns = TERMINAL_COLUMNS.orElse(Integer.MAX_VALUE);
    int last = widths.length - 1;
    if (total(widths) > columns && header.getLast().isEmpty()) widths[last] = 0;
    var shrinkable =
        IntStream.range(1, widths.length).filter(column -> !numeric.get(column)).boxed().toList();
    while (total(widths) > columns) {
      var widest =
          shrinkable.stream()
              .filter(column -> widths[column] > WIDTH_MIN)
              .max(Comparator.comparingInt(column -> widths[column]));
      if (widest.isEmpty()) break;
      widths[widest.get()]--;
    }
    return widths;
  }

  private static int total(int[] widths) {
    return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
  }

  private static String line(List<String> cells, int[] widths, BitSet numeric) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> padded(cells.get(column), widths[column], numeric.get(column)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width, boolean right) {
    if (length(cell) > width) return cut(cell, width);
    var padding = " ".repeat(width - length(cell));
    return right ? padding + cell : cell + padding;
  }

  private static String cut(String cell, int width) {
    if (width == 0) return "";
    return cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + CUT;
  }

  private int width(int column) {
    return Math.max(
        length(header.get(column)),
        rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
  }

  private BitSet numericColumns() {
    var numeric = new BitSet();
    for (int column = 0; column < header.size(); column++) numeric.set(column, isNumeric(column));
    return numeric;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> NUMBER_OR_NOTHING.matcher(row.get(column)).matches());
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
