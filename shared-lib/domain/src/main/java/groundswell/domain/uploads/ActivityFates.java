package groundswell.domain.uploads;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.Counting;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Fate;
import groundswell.domain.activity.Fates;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.ids.SourceId;
import groundswell.domain.uploads.RowFate.Result;
import groundswell.domain.uploads.RowFate.Warning;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What became of the rows of one partition of an activity file.
///
/// @param merged each month that the rows are about, without those of members who were erased since
///     the rows were checked
/// @param policy the tenant's default
public record ActivityFates(
    ActivityRows rows, Map<MonthKey, MergedMonth> merged, SourcePolicy policy) {

  private static final String ERASED = "the member was erased, so nothing is stored about them";
  private static final String LOST =
      "if what is stored instead is taken back, this does not come back: too many files say"
          + " something about the same";

  /// @param entries what became of the entries that the month was offered
  /// @param corrections what became of the corrections that it was offered, by day
  /// @param month as it stood after the merge
  public record MergedMonth(
      Map<EntryKey, Fate> entries, Map<Integer, Fate> corrections, ActivityMonth month) {
    /// @param offered what the month was offered
    /// @param fates of that
    public static MergedMonth of(Statements offered, Fates fates, ActivityMonth month) {
      return new MergedMonth(fates.ofEntries(offered), fates.ofCorrections(offered), month);
    }

    private Fate of(EntryKey entry) {
      return requireNonNull(entries.get(entry));
    }

    private Fate ofCorrection(int day) {
      return requireNonNull(corrections.get(day));
    }
  }

  /// @param row one of the rows
  public RowFate of(long line, ActivityEntry row) {
    var key = ActivityRows.month(row);
    var month = merged.get(key);
    if (month == null)
      return RowFate.of(line, Result.SUPERSEDED, Set.of(), Optional.of(ERASED), row);
    long standing = rows.standing(row);
    if (standing != line) return RowFate.supersededBy(standing, line, row);
    int day = row.day().getDayOfMonth();
    return switch (row.saying()) {
      case Saying.OfSource(var source, _) -> {
        var fate = month.of(new EntryKey(day, source));
        yield RowFate.of(
            line, result(fate), warnings(fate), reason(fate, source, day, month.month()), row);
      }
      case Saying.OfCorrection _ -> {
        var fate = month.ofCorrection(day);
        yield RowFate.of(line, result(fate), warnings(fate), reason(fate), row);
      }
    };
  }

  private static Result result(Fate fate) {
    return switch (fate.outcome()) {
      case ACCEPTED -> Result.ACCEPTED;
      case UNCHANGED -> Result.UNCHANGED;
      case SUPERSEDED -> Result.SUPERSEDED;
    };
  }

  private static Set<Warning> warnings(Fate fate) {
    return switch (fate) {
      case ACCEPTED, UNCHANGED, SUPERSEDED, CUT_WITHDRAWAL -> Set.of();
      case ACCEPTED_NOT_COUNTING, UNCHANGED_NOT_COUNTING -> Set.of(Warning.NOT_COUNTING);
      case UNCHANGED_LOST, SUPERSEDED_LOST -> Set.of(Warning.NOT_KEPT);
      case UNCHANGED_NOT_COUNTING_LOST -> Set.of(Warning.NOT_COUNTING, Warning.NOT_KEPT);
      case CUT -> Set.of(Warning.TOO_MANY_SOURCES);
    };
  }

  /// The reason of a correction's fate.
  private static Optional<String> reason(Fate fate) {
    return switch (fate.outcome()) {
      case ACCEPTED -> Optional.empty();
      case UNCHANGED -> fate.isLost() ? Optional.of(LOST) : Optional.empty();
      case SUPERSEDED -> Optional.of(lost(fate, "a later correction of the day is stored"));
    };
  }

  private static String lost(Fate fate, String reason) {
    return fate.isLost() ? reason + "; " + LOST : reason;
  }

  private Optional<String> reason(Fate fate, SourceId source, int day, ActivityMonth month) {
    return switch (fate) {
      case ACCEPTED, UNCHANGED -> Optional.empty();
      case UNCHANGED_LOST -> Optional.of(LOST);
      case SUPERSEDED, SUPERSEDED_LOST ->
          Optional.of(lost(fate, "a later statement of its source is stored"));
      case CUT, CUT_WITHDRAWAL ->
          Optional.of(
              "the day has more than %d sources; the first of them by name are kept"
                  .formatted(ActivityMonth.SOURCES_PER_DAY_MAX));
      case ACCEPTED_NOT_COUNTING, UNCHANGED_NOT_COUNTING, UNCHANGED_NOT_COUNTING_LOST ->
          Optional.of(lost(fate, instead(source, policy.countingOf(month.valuesOf(day)))));
    };
  }

  /// What counts instead of a source. The month may have moved since its value did not count.
  private static String instead(SourceId source, Counting counting) {
    return switch (counting.reason()) {
      case CORRECTED -> "a correction counts instead";
      case BLANKED -> "a correction says that the day has no entry";
      case NO_VALUE -> "only other sources may count";
      case HIGHEST, SUM, PRIORITY, HIGHEST_OF_THE_UNNAMED ->
          counting.sources().contains(source)
              ? "another source counted when the row was stored"
              : counting.sources().stream()
                  .sorted()
                  .map(SourceId::value)
                  .collect(joining(", ", "instead counts: ", ""));
    };
  }
}
