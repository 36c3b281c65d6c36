package groundswell.domain.files;

import groundswell.domain.activity.Metric;
import groundswell.domain.files.Choice.Reading;
import groundswell.domain.files.Layout.Values;
import groundswell.domain.ids.MetricId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out how a column writes numbers: with a decimal point or with a decimal comma. A value of
/// digits alone says nothing, nor does a cell that is a number. `8.934` fits both, unless its
/// metric has no decimals. Values that fit neither are left to the check of the rows.
final class NumberSurvey {
  private static final int REMEMBERED = 1 << 10;

  private final Layout layout;
  private final Values values;
  private final MetricOf metricOf;
  private @Nullable String withPoint;
  private @Nullable String withComma;
  private @Nullable String withBoth;

  private NumberSurvey(Layout layout, Values values, MetricOf metricOf) {
    this.layout = layout;
    this.values = values;
    this.metricOf = metricOf;
  }

  /// The columns of a layout that leave their notation open.
  static List<NumberSurvey> of(Layout layout, EntryChecks checks) {
    var surveys = new ArrayList<NumberSurvey>();
    var names = layout.metricNames();
    var metrics =
        Column.required(
            layout,
            Field.METRIC,
            REMEMBERED,
            text ->
                checks.metric(
                    Optional.ofNullable(names.get(text)).map(MetricId::value).orElse(text)));
    layout
        .values()
        .filter(values -> values.notation().isEmpty())
        .ifPresent(values -> surveys.add(new NumberSurvey(layout, values, metrics::in)));
    layout
        .metricColumns()
        .forEach(
            (metric, column) -> {
              var known = checks.metric(metric.value());
              if (column.notation().isEmpty())
                surveys.add(new NumberSurvey(layout, column, _ -> known));
            });
    return surveys;
  }

  /// What the mapping calls the column.
  String ours() {
    return values.ours();
  }

  void look(CsvRow row) {
    for (int place : values.places()) {
      if (!Decimals.isDigits(row.buffer(), row.from(place), row.to(place))) look(row, place);
    }
  }

  private void look(CsvRow row, int place) {
    if (row.fieldLength(place) == 0 || layout.isNumber(row, place) || isKnown(row, place)) return;
    var metric = metricIn(row);
    if (metric.isEmpty()) return;
    var text = row.text(place);
    boolean point = fits(Notation.POINT, text, metric.get());
    boolean comma = fits(Notation.COMMA, text, metric.get());
    if (point && comma) {
      if (withBoth == null && !plain(Notation.POINT, text).equals(plain(Notation.COMMA, text)))
        withBoth = text;
    } else if (point && withPoint == null) withPoint = text;
    else if (comma && withComma == null) withComma = text;
  }

  /// Whether a number has the form of one that was seen: it has one separator, which three digits
  /// do not follow, and that separator of decimals was seen before.
  private boolean isKnown(CsvRow row, int place) {
    var bytes = row.buffer();
    int separator = -1;
    for (int at = row.from(place); at < row.to(place); at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') continue;
      if (separator >= 0) return false;
      separator = at;
    }
    int decimals = row.to(place) - separator - 1;
    if (separator < 0 || decimals == EntryChecks.GROUP_DIGITS) return false;
    return (bytes[separator] == '.' && withPoint != null)
        || (bytes[separator] == ',' && withComma != null);
  }

  private Optional<Metric> metricIn(CsvRow row) {
    try {
      return metricOf.in(row);
    } catch (RowRejected _) {
      return Optional.empty();
    }
  }

  /// Whether a text is a number in a notation. What has no decimals rules out a reading with them.
  private boolean fits(Notation notation, String text, Metric metric) {
    var plain = notation.plain(text);
    if (plain.isEmpty()) return false;
    if (values.factor().isPresent() || metric.decimals() > 0) return true;
    var decimals = EntryChecks.decimals(plain.get());
    return decimals.length() != EntryChecks.GROUP_DIGITS && EntryChecks.significant(decimals) == 0;
  }

  /// @param notes takes what was decided
  /// @throws FileRefused if both readings are possible
  Notation decide(List<String> notes) {
    if (withPoint != null && withComma != null) throw mixed(withPoint, withComma);
    if (withPoint == null && withComma == null) {
      if (withBoth != null) throw undecided(withBoth);
      return Notation.POINT;
    }
    var notation = withPoint != null ? Notation.POINT : Notation.COMMA;
    var sample = withPoint != null ? withPoint : withComma;
    notes.add(
        "numbers in column %s are read as %s: %s is %s"
            .formatted(
                EntryChecks.shown(values.name()),
                notation.pattern(),
                EntryChecks.shown(String.valueOf(sample)),
                plain(notation, String.valueOf(sample))));
    return notation;
  }

  private FileRefused undecided(String sample) {
    var readings = List.of(reading(Notation.POINT, sample), reading(Notation.COMMA, sample));
    return new FileRefused(
        FileError.UNDECIDED,
        "column %s can be read in two ways: %s is %s (%s) or %s (%s)"
            .formatted(
                EntryChecks.shown(values.name()),
                EntryChecks.shown(sample),
                plain(Notation.POINT, sample),
                readings.getFirst().mapping(),
                plain(Notation.COMMA, sample),
                readings.getLast().mapping()),
        List.of(new Choice(values.ours(), readings)));
  }

  private FileRefused mixed(String point, String comma) {
    var readings = List.of(reading(Notation.POINT, point), reading(Notation.COMMA, comma));
    return new FileRefused(
        FileError.UNDECIDED,
        "column %s mixes two notations: %s has a decimal point (%s), and %s a decimal comma (%s); rows of the other one will be rejected"
            .formatted(
                EntryChecks.shown(values.name()),
                EntryChecks.shown(point),
                readings.getFirst().mapping(),
                EntryChecks.shown(comma),
                readings.getLast().mapping()),
        List.of(new Choice(values.ours(), readings)));
  }

  private Reading reading(Notation notation, String sample) {
    var factor = values.factor().map(it -> "*" + it.toPlainString()).orElse("");
    return new Reading(
        notation.equals(Notation.POINT) ? "with a decimal point" : "with a decimal comma",
        "%s is %s".formatted(EntryChecks.shown(sample), plain(notation, sample)),
        "%s=%s:%s%s".formatted(values.ours(), values.reference(), notation.pattern(), factor));
  }

  private static String plain(Notation notation, String text) {
    return notation.plain(text).orElse(text);
  }

  private interface MetricOf {
    Optional<Metric> in(CsvRow row);
  }
}
