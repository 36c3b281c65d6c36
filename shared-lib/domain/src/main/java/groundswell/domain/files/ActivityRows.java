package groundswell.domain.files;

import groundswell.domain.activity.Correction;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Statements;
import groundswell.domain.files.ActivityEntry.Saying;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// The rows of one partition of an activity file, by month. Of several rows for the same member,
/// metric, day and source the greater [DayEntry] wins, as everywhere, and supersedes the others;
/// of equal ones the first. The same holds for [Correction]s of the same day.
public final class ActivityRows {
  private final Map<MonthKey, Statements> months = new HashMap<>();
  private final Map<MonthKey, Map<Object, Long>> lines = new HashMap<>();
  private long received;

  /// Takes a row, in the order of the file.
  ///
  /// @param line of its row
  public void add(long line, ActivityEntry row) {
    received++;
    var key = month(row);
    var month = months.computeIfAbsent(key, _ -> new Statements());
    int day = row.day().getDayOfMonth();
    boolean stands =
        switch (row.saying()) {
          case Saying.OfSource(var source, var value) ->
              month.takes(new EntryKey(day, source), new DayEntry(row.saidAt(), value));
          case Saying.OfCorrection(var ruling) ->
              month.takes(day, new Correction(row.saidAt(), ruling));
        };
    if (stands) lines.computeIfAbsent(key, _ -> new HashMap<>()).put(register(row), line);
  }

  public long received() {
    return received;
  }

  /// What one month is offered.
  public Statements of(MonthKey month) {
    return months.getOrDefault(month, new Statements());
  }

  /// What each month is offered.
  public Map<MonthKey, Statements> months() {
    return Collections.unmodifiableMap(months);
  }

  /// The line of the row that stands for what a row is about: its own, or that of the row which
  /// superseded it.
  ///
  /// @param row one that was added
  public long standing(ActivityEntry row) {
    var line = lines.getOrDefault(month(row), Map.of()).get(register(row));
    if (line == null) throw new IllegalArgumentException("%s was not added".formatted(row));
    return line;
  }

  /// The month that a row is about.
  public static MonthKey month(ActivityEntry row) {
    return new MonthKey(row.member(), row.metric(), YearMonth.from(row.day()));
  }

  /// What a row is about in its month: a source's entry, or the correction of a day.
  private static Object register(ActivityEntry row) {
    int day = row.day().getDayOfMonth();
    return switch (row.saying()) {
      case Saying.OfSource(var source, _) -> new EntryKey(day, source);
      case Saying.OfCorrection _ -> day;
    };
  }
}
