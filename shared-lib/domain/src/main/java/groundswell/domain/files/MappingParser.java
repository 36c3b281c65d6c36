package groundswell.domain.files;

import groundswell.domain.files.Mapping.Theirs;
import groundswell.domain.ids.MetricId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the language of [Mapping].
final class MappingParser {
  private static final String METRIC = "metric:";

  private final FileKind kind;
  private final SortedMap<Field, Theirs> fields = new TreeMap<>();
  private final SequencedMap<MetricId, Theirs.Column> metricColumns = new LinkedHashMap<>();
  private final SortedMap<String, MetricId> metricNames = new TreeMap<>();
  private ReadOptions options = ReadOptions.NONE;

  MappingParser(FileKind kind) {
    this.kind = kind;
  }

  Mapping parse(String text) {
    for (var part : parts(text)) {
      try {
        add(part);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "mapping part \"%s\": %s".formatted(part.strip(), e.getMessage()), e);
      }
    }
    var mapping = new Mapping(fields, metricColumns, metricNames, options);
    if (!mapping.namesColumns() && options.equals(ReadOptions.NONE)) {
      throw new IllegalArgumentException(
          "the mapping is empty; write parts such as member_id=Id, separated by semicolons");
    }
    checkLayout();
    return mapping;
  }

  /// Splits at the semicolons outside quotes.
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    char quote = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote == 0 && c == ';') {
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      if (quote == c) quote = 0;
      else if (quote == 0 && (c == '\'' || c == '"')) quote = c;
      part.append(c);
    }
    parts.add(part.toString());
    parts.removeIf(String::isBlank);
    return parts;
  }

  private void add(String part) {
    int equals = part.indexOf('=');
    if (equals < 0) throw new IllegalArgumentException("has no \"=\"; write ours=theirs");
    var ours = part.substring(0, equals).strip();
    if (ReadOptions.isOption(ours)) {
      options = options.with(ours, part.substring(equals + 1));
      return;
    }
    var theirs = theirs(ours, part.substring(equals + 1).strip());
    if (kind == FileKind.ACTIVITY && ours.startsWith(METRIC)) {
      addMetric(new MetricId(ours.substring(METRIC.length()).strip()), theirs);
      return;
    }
    var field = Field.named(kind, ours).orElseThrow(() -> unknown(ours));
    if (theirs instanceof Theirs.Constant && !field.mayBeConstant()) {
      throw new IllegalArgumentException(
          "%s must be a column, not a value in single quotes".formatted(ours));
    }
    checkNew(fields.put(field, theirs) == null, ours);
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "unknown name \"%s\"; known are %s%s"
            .formatted(
                name,
                Field.columns(Field.of(kind)),
                kind == FileKind.ACTIVITY ? " and metric:<id>" : ""));
  }

  private void addMetric(MetricId metric, Theirs theirs) {
    switch (theirs) {
      case Theirs.Column column ->
          checkNew(metricColumns.put(metric, column) == null, METRIC + metric);
      case Theirs.Constant(var name) ->
          checkNew(metricNames.put(name, metric) == null, "the metric name '" + name + "'");
    }
  }

  private static void checkNew(boolean isNew, String name) {
    if (!isNew) throw new IllegalArgumentException("%s is mapped twice".formatted(name));
  }

  private static Theirs theirs(String ours, String text) {
    if (text.isEmpty()) throw new IllegalArgumentException("nothing follows the \"=\"");
    if (text.startsWith("'")) return new Theirs.Constant(quoted(text, '\'', text.length()));
    int nameEnd = text.startsWith("\"") ? text.indexOf('"', 1) + 1 : text.indexOf(':');
    if (nameEnd == 0) throw new IllegalArgumentException("the closing \" is missing");
    if (nameEnd < 0) nameEnd = text.length();
    var name = text.startsWith("\"") ? quoted(text, '"', nameEnd) : text.substring(0, nameEnd);
    var rest = text.substring(nameEnd).strip();
    if (rest.isEmpty()) return new Theirs.Column(name.strip(), DayFormat.ISO);
    if (!rest.startsWith(":")) {
      throw new IllegalArgumentException("\"%s\" follows the column's name".formatted(rest));
    }
    if (!ours.equals(Field.DATE.column())) {
      throw new IllegalArgumentException(
          "only date takes a pattern; put a column name with a colon in it in double quotes");
    }
    return new Theirs.Column(name.strip(), new DayFormat(rest.substring(1).strip()));
  }

  private static String quoted(String text, char quote, int end) {
    if (end < 2 || text.charAt(end - 1) != quote) {
      throw new IllegalArgumentException("the closing %c is missing".formatted(quote));
    }
    var inner = text.substring(1, end - 1);
    if (inner.isBlank() || inner.indexOf(quote) >= 0) {
      throw new IllegalArgumentException(
          "%s must be one text between two %c".formatted(text, quote));
    }
    return inner;
  }

  private void checkLayout() {
    if (metricColumns.isEmpty()) return;
    if (fields.containsKey(Field.METRIC)
        || fields.containsKey(Field.VALUE)
        || !metricNames.isEmpty()) {
      throw new IllegalArgumentException(
          "the mapping reads metrics from columns (metric:%s=...) and also from a metric column; choose one of the two"
              .formatted(metricColumns.firstEntry().getKey()));
    }
    if (metricColumns.values().stream().distinct().count() < metricColumns.size()) {
      throw new IllegalArgumentException("two metrics are mapped to the same column");
    }
  }
}
