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
/// the same holds for [Correction]s of the same day.
public final class ActivityRows {
  private final Map<MonthKey, Statements> months = new HashMap<>();
  private long received;

  /// Takes a row, in the order of the file.
  public void add(ActivityEntry row) {
    received++;
    int day = row.day().getDayOfMonth();
    var month =
        months.computeIfAbsent(
            new MonthKey(row.member(), row.metric(), YearMonth.from(row.day())),
            _ -> new Statements());
    switch (row.saying()) {
      case Saying.OfSource(var source, var value) ->
          month.add(new EntryKey(day, source), new DayEntry(row.saidAt(), value));
      case Saying.OfCorrection(var ruling) -> month.add(day, new Correction(row.saidAt(), ruling));
    }
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
}
