package groundswell.domain.files;

import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// The rows of one partition of an activity file, by month. Of several rows for the same member,
/// metric, day and source the greater [DayEntry] wins, as everywhere, and supersedes the others.
public final class ActivityRows {
  private final Map<MonthKey, Map<EntryKey, DayEntry>> months = new HashMap<>();
  private long received;

  /// Takes a row, in the order of the file.
  public void add(ActivityEntry row) {
    received++;
    var month = new MonthKey(row.member(), row.metric(), YearMonth.from(row.day()));
    var key = new EntryKey(row.day().getDayOfMonth(), row.source());
    var entry = new DayEntry(DayEntry.Kind.MEASUREMENT, row.recordedAt(), row.value());
    months
        .computeIfAbsent(month, _ -> new HashMap<>())
        .merge(key, entry, (before, next) -> before.compareTo(next) >= 0 ? before : next);
  }

  public long received() {
    return received;
  }

  /// What each month is offered.
  public Map<MonthKey, Map<EntryKey, DayEntry>> months() {
    return Collections.unmodifiableMap(months);
  }
}
