package groundswell.domain.files;

import groundswell.domain.files.Choice.Reading;
import groundswell.domain.files.Mapping.Trait;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds out how a column writes days. Values that fit no known pattern are left to the check of
/// the rows. Where the vendor exports weekly totals under the same header, it refuses them.
final class DaySurvey {
  private static final int REMEMBERED = 1 << 10;

  /// A person's file of three years has fewer days.
  private static final int TEXTS_MAX = 1_200;

  private static final List<String> DATES =
      List.of(
          "yyyy-MM-dd",
          "d.M.yyyy",
          "d/M/yyyy",
          "M/d/yyyy",
          "d-M-yyyy",
          "M-d-yyyy",
          "yyyy/M/d",
          "yyyy.M.d",
          "d.M.yy",
          "d/M/yy",
          "M/d/yy",
          "d-MMM-yyyy",
          "d MMM yyyy",
          "MMM d, yyyy",
          "d/MMM/yyyy");
  private static final List<String> TIMES =
      List.of(
          "", " H:mm", " H:mm:ss", " h:mm a", " h:mm:ss a", " h:mma", ", H:mm:ss", ", h:mm:ss a");
  private static final List<String> OTHERS =
      List.of(
          "yyyy-MM-dd'T'HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm:ssX",
          "yyyy-MM-dd'T'HH:mm:ssXXX",
          "yyyy-MM-dd'T'HH:mm:ss.SSSX",
          "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "yyyy-MM-dd HH:mm:ss.SSS",
          "yyyy-MM-dd HH:mm:ss Z",
          "yyyy-MM-dd HH:mm:ss XXX",
          "yyyyMMdd");

  /// Offsets look different east and west of Greenwich, and there.
  private static final List<String> SAMPLES =
      List.of("2026-03-14T15:09:26Z", "2026-03-14T15:09:26+01:00", "2026-03-14T15:09:26-05:00");

  private final Optional<DayFormat> stated;
  private final boolean isDaily;
  private final String name;
  private final String reference;
  private final Map<String, List<Candidate>> candidates = new HashMap<>();
  private final Column<Fits> column;
  private final Set<String> texts = new LinkedHashSet<>();
  private @Nullable Fits first;
  private @Nullable Fits ambiguous;
  private @Nullable Fits contrary;
  private BitSet common = new BitSet();

  DaySurvey(Layout layout) {
    stated = layout.statedDayFormat();
    isDaily = layout.has(Trait.DAILY);
    name = layout.name(Field.DATE);
    reference = layout.dateReference();
    int number = 0;
    for (var pattern : stated.isPresent() ? List.of(stated.get().pattern()) : patterns()) {
      add(new Candidate(number++, new DayFormat(pattern)));
    }
    column = Column.required(layout, Field.DATE, REMEMBERED, this::fits);
  }

  private static List<String> patterns() {
    var patterns = new ArrayList<String>();
    for (var date : DATES) for (var time : TIMES) patterns.add(date + time);
    patterns.addAll(OTHERS);
    return patterns;
  }

  private void add(Candidate candidate) {
    for (var sample : SAMPLES) {
      var shape = shape(candidate.format.write(sample));
      var same = candidates.computeIfAbsent(shape, _ -> new ArrayList<>());
      if (!same.contains(candidate)) same.add(candidate);
    }
  }

  void look(CsvRow row) {
    var seen = fitsIn(row);
    if (seen == null || seen.days.isEmpty()) return;
    if (first == null) {
      first = seen;
      common.or(seen.patterns);
    }
    if (isDaily && texts.size() < TEXTS_MAX) texts.add(seen.text);
    if (seen.days.size() > 1 && ambiguous == null) ambiguous = seen;
    if (contrary != null) return;
    var next = (BitSet) common.clone();
    next.and(seen.patterns);
    if (next.isEmpty()) contrary = seen;
    else common = next;
  }

  private @Nullable Fits fitsIn(CsvRow row) {
    try {
      return column.in(row);
    } catch (RowRejected _) {
      return null;
    }
  }

  private Fits fits(String text) {
    var patterns = new BitSet();
    var days = new LinkedHashMap<LocalDate, Candidate>();
    for (var candidate : candidates.getOrDefault(shape(text), List.of())) {
      candidate
          .reader
          .read(text)
          .ifPresent(
              day -> {
                patterns.set(candidate.number);
                days.putIfAbsent(day, candidate);
              });
    }
    return new Fits(text, patterns, days);
  }

  /// Each run of digits as `9` and of letters as `a`: only patterns of this shape are tried.
  private static String shape(String text) {
    var shape = new StringBuilder();
    char before = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      char kind = Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'a' : c;
      if (kind != before || (kind != '9' && kind != 'a')) shape.append(kind);
      before = kind;
    }
    return shape.toString();
  }

  /// @param notes takes what was decided
  /// @throws FileRefused if there is more than one reading, or the rows are weekly totals
  DayFormat decide(List<String> notes) {
    var format = stated.isPresent() ? stated.get() : found(notes);
    if (isDaily) checkDaily(format);
    return format;
  }

  private DayFormat found(List<String> notes) {
    if (first == null) return DayFormat.ISO;
    if (contrary != null) throw undecided(List.of(first, contrary));
    if (ambiguous != null && common.cardinality() > 1 && ambiguous.isAmbiguousFor(common)) {
      throw undecided(List.of(ambiguous));
    }
    int number = common.nextSetBit(0);
    var format =
        first.days.values().stream()
            .filter(candidate -> candidate.number == number)
            .map(Candidate::format)
            .findFirst()
            .orElseGet(() -> byNumber(number));
    if (!format.equals(DayFormat.ISO)) {
      notes.add(
          "days in column %s are read as %s: %s is %s"
              .formatted(
                  EntryChecks.shown(name),
                  format.pattern(),
                  EntryChecks.shown(first.text),
                  format.reader().read(first.text).map(LocalDate::toString).orElse("")));
    }
    return format;
  }

  private DayFormat byNumber(int number) {
    return candidates.values().stream()
        .flatMap(List::stream)
        .filter(candidate -> candidate.number == number)
        .map(Candidate::format)
        .findFirst()
        .orElse(DayFormat.ISO);
  }

  /// @param samples one with two readings, or two that have no reading in common
  private FileRefused undecided(List<Fits> samples) {
    var readings = new ArrayList<Reading>();
    for (var sample : samples) {
      sample.days.forEach(
          (day, candidate) ->
              readings.add(
                  new Reading(
                      "written as " + candidate.format.pattern(),
                      "%s is %s".formatted(EntryChecks.shown(sample.text), day),
                      "date=%s:%s".formatted(reference, candidate.format.pattern()))));
    }
    var shown = readings.stream().map(it -> it.example() + " (" + it.mapping() + ")").toList();
    return new FileRefused(
        FileError.UNDECIDED,
        "column %s %s: %s"
            .formatted(
                EntryChecks.shown(name),
                samples.size() == 1 ? "can be read in two ways" : "mixes ways to write a day",
                String.join(", or ", shown)),
        List.of(new Choice(Field.DATE.column(), readings)));
  }

  private void checkDaily(DayFormat format) {
    var days = new TreeSet<LocalDate>();
    texts.forEach(text -> format.reader().read(text).ifPresent(days::add));
    if (days.size() < 2) return;
    long start = days.getFirst().toEpochDay();
    boolean areWeeks =
        days.stream()
            .allMatch(
                day -> (day.toEpochDay() - start) % ChronoUnit.WEEKS.getDuration().toDays() == 0);
    if (areWeeks) {
      throw new FileRefused(
          FileError.WEEKLY_TOTALS,
          "the rows are seven days apart (%s, %s), so they are totals of weeks; export the days, for example by showing four weeks instead of a year"
              .formatted(days.getFirst(), days.higher(days.getFirst())));
    }
  }

  /// @param number its place in the list of patterns
  private record Candidate(int number, DayFormat format, DayFormat.Reader reader) {
    Candidate(int number, DayFormat format) {
      this(number, format, format.reader());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Candidate candidate && candidate.number == number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  /// How a text can be read.
  ///
  /// @param patterns the numbers of the patterns
  /// @param days the days that it may be, each with a pattern
  private record Fits(String text, BitSet patterns, Map<LocalDate, Candidate> days) {
    /// Whether patterns that are still possible give it different days.
    boolean isAmbiguousFor(BitSet possible) {
      return days.values().stream().filter(it -> possible.get(it.number)).count() > 1;
    }
  }
}
