package groundswell.domain.files;

import groundswell.domain.files.Mapping.ColumnName;
import groundswell.domain.files.Mapping.Form;
import groundswell.domain.files.Mapping.Options;
import groundswell.domain.files.Mapping.Place;
import groundswell.domain.files.Mapping.Theirs;
import groundswell.domain.files.Mapping.Trait;
import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the language of [Mapping].
final class MappingParser {
  private static final String METRIC = "metric:";
  private static final Pattern NUMBERED = Pattern.compile("(?<name>.*)#(?<nth>[1-9][0-9]?)");
  private static final Pattern FACTOR =
      Pattern.compile("(?<notation>[^*/]*)(?<sign>[*/])\\s*(?<factor>[0-9]{1,9}(\\.[0-9]{1,20})?)");

  private final FileKind kind;
  private final SortedMap<Field, Theirs> fields = new TreeMap<>();
  private final SequencedMap<MetricId, Theirs.Column> metricColumns = new LinkedHashMap<>();
  private final SortedMap<String, MetricId> metricNames = new TreeMap<>();
  private final Set<String> optionNames = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();
  private final EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
  private Optional<String> title = Optional.empty();
  private Optional<Theirs.Column> header = Optional.empty();
  private ReadOptions bytes = ReadOptions.NONE;

  MappingParser(FileKind kind) {
    this.kind = kind;
  }

  Mapping parse(String text) {
    for (var part : split(text, ';')) {
      try {
        add(part);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "mapping part \"%s\": %s".formatted(part.strip(), e.getMessage()), e);
      }
    }
    var mapping =
        new Mapping(
            fields, metricColumns, metricNames, new Options(title, header, missing, traits, bytes));
    if (mapping.equals(Mapping.NONE)) {
      throw new IllegalArgumentException(
          "the mapping is empty; write parts such as member_id=Id, separated by semicolons");
    }
    checkLayout(mapping);
    return mapping;
  }

  /// Splits at a character outside quotes. An apostrophe after `#` is a separator of thousands.
  static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    char quote = 0;
    char before = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote == 0 && c == separator) {
        parts.add(part.toString());
        part.setLength(0);
        before = 0;
        continue;
      }
      if (quote == c) quote = 0;
      else if (quote == 0 && (c == '"' || (c == '\'' && before != '#'))) quote = c;
      part.append(c);
      before = c;
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
      bytes = bytes.with(ours, part.substring(equals + 1));
      return;
    }
    var theirs = theirs(ours, part.substring(equals + 1).strip());
    if (kind == FileKind.ACTIVITY && ours.startsWith(METRIC)) {
      addMetric(new MetricId(ours.substring(METRIC.length()).strip()), theirs);
      return;
    }
    if (addOption(ours, theirs)) {
      checkNew(optionNames.add(ours), ours);
      return;
    }
    var field = Field.named(kind, ours).orElseThrow(() -> unknown(ours));
    if (theirs instanceof Theirs.Constant && !field.mayBeConstant(kind)) {
      throw new IllegalArgumentException(
          "%s must be a column, not a value in single quotes".formatted(ours));
    }
    checkNew(fields.put(field, theirs) == null, ours);
  }

  /// Takes what is not about one of our fields.
  ///
  /// @return whether there is such an option
  private boolean addOption(String name, Theirs theirs) {
    switch (name) {
      case "missing" -> missing.addAll(texts(name, theirs));
      case "traits" -> texts(name, theirs).forEach(text -> traits.add(trait(text)));
      case "title" -> title = Optional.of(String.join("|", texts(name, theirs)));
      case "header" -> header = Optional.of(column(name, theirs));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static List<String> texts(String name, Theirs theirs) {
    if (theirs instanceof Theirs.Constant(var text)) {
      return Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    }
    throw new IllegalArgumentException("%s must be a text in single quotes".formatted(name));
  }

  private static Theirs.Column column(String name, Theirs theirs) {
    if (theirs instanceof Theirs.Column column) return column;
    throw new IllegalArgumentException("%s must be columns".formatted(name));
  }

  private static Trait trait(String text) {
    return Arrays.stream(Trait.values())
        .filter(trait -> code(trait).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown trait \"%s\"; known are %s"
                        .formatted(
                            text,
                            Arrays.stream(Trait.values())
                                .map(MappingParser::code)
                                .collect(Collectors.joining(", ")))));
  }

  private static String code(Trait trait) {
    return trait.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "unknown name \"%s\"; known are %s%s, missing, encoding, sheet"
            .formatted(
                name,
                Field.columns(Field.of(kind)),
                kind == FileKind.ACTIVITY ? ", metric:<id>" : ""));
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

  private Theirs theirs(String ours, String text) {
    if (text.isEmpty()) throw new IllegalArgumentException("nothing follows the \"=\"");
    if (text.equals("''") && Field.named(kind, ours).filter(Field::mayBeEmpty).isPresent()) {
      return new Theirs.Constant("");
    }
    if (text.startsWith("'")) return new Theirs.Constant(quoted(text, '\'', text.length()));
    return new Theirs.Column(
        split(text, '|').stream().map(place -> place(ours, place.strip())).toList());
  }

  private static Place place(String ours, String text) {
    var columns = new ArrayList<ColumnName>();
    var rest = text;
    while (true) {
      int end = nameEnd(rest);
      columns.add(columnName(rest.substring(0, end).strip()));
      rest = rest.substring(end).strip();
      if (!rest.startsWith("+")) break;
      rest = rest.substring(1).strip();
    }
    if (columns.size() > 1 && !ours.startsWith(METRIC) && !ours.equals("header")) {
      throw new IllegalArgumentException(
          "only the columns of a metric are added up; put a column name with a plus sign in it in"
              + " double quotes");
    }
    if (rest.isEmpty()) return new Place(columns, Form.UNSTATED);
    if (!rest.startsWith(":")) {
      throw new IllegalArgumentException("\"%s\" follows the column's name".formatted(rest));
    }
    return new Place(columns, form(ours, rest.substring(1).strip()));
  }

  /// The index after the name of a column, with its number.
  private static int nameEnd(String text) {
    int at = 0;
    if (text.startsWith("\"")) {
      at = text.indexOf('"', 1) + 1;
      if (at == 0) throw new IllegalArgumentException("the closing \" is missing");
      if (!text.startsWith("#", at)) return at;
    }
    while (at < text.length() && text.charAt(at) != ':' && text.charAt(at) != '+') at++;
    return at;
  }

  private static ColumnName columnName(String text) {
    var numbered = NUMBERED.matcher(text);
    boolean hasNumber = numbered.matches();
    var name = hasNumber ? numbered.group("name").strip() : text;
    if (name.startsWith("\"")) name = quoted(name, '"', name.length()).strip();
    if (name.isEmpty() && !hasNumber) {
      throw new IllegalArgumentException("the name of a column is missing");
    }
    return new ColumnName(name, hasNumber ? Integer.parseInt(numbered.group("nth")) : 0);
  }

  private static Form form(String ours, String pattern) {
    if (ours.equals(Field.DATE.column())) {
      return new Form(Optional.of(new DayFormat(pattern)), Optional.empty(), Optional.empty());
    }
    if (!ours.equals(Field.VALUE.column()) && !ours.startsWith(METRIC)) {
      throw new IllegalArgumentException(
          "only date and values take a pattern; put a column name with a colon in it in double"
              + " quotes");
    }
    var converted = FACTOR.matcher(pattern);
    if (!converted.matches()) {
      return new Form(Optional.empty(), Optional.of(Notation.parse(pattern)), Optional.empty());
    }
    var notation = converted.group("notation").strip();
    return new Form(
        Optional.empty(),
        notation.isEmpty() ? Optional.empty() : Optional.of(Notation.parse(notation)),
        Optional.of(factor(converted.group("sign"), new BigDecimal(converted.group("factor")))));
  }

  private static BigDecimal factor(String sign, BigDecimal number) {
    if (number.signum() == 0) throw new IllegalArgumentException("the factor is 0");
    return sign.equals("*") ? number : BigDecimal.ONE.divide(number, MathContext.DECIMAL64);
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

  /// @throws IllegalArgumentException if the parts contradict each other
  static void checkLayout(Mapping mapping) {
    for (var field : Mapping.NOT_OF_SUMS) {
      if (mapping.has(Trait.SUM) && mapping.fields().get(field) instanceof Theirs.Column)
        throw new IllegalArgumentException(Mapping.notOfSums(field.column()));
    }
    var columns = mapping.metricColumns();
    if (columns.isEmpty()) return;
    if (mapping.fields().containsKey(Field.METRIC)
        || mapping.fields().containsKey(Field.VALUE)
        || !mapping.metricNames().isEmpty()) {
      throw new IllegalArgumentException(
          "the mapping reads metrics from columns (metric:%s=...) and also from a metric column; choose one of the two"
              .formatted(columns.firstEntry().getKey()));
    }
    var names = columns.values().stream().map(column -> column.places().getFirst().columns());
    if (names.distinct().count() < columns.size()) {
      throw new IllegalArgumentException("two metrics are mapped to the same column");
    }
  }
}
