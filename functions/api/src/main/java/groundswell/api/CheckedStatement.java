package groundswell.api;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Statements;

/// One checked statement of a request, and where it belongs.
sealed interface CheckedStatement {
  MonthKey month();

  /// The day of the month.
  int day();

  void addTo(Statements said);

  /// Whether a request says nothing greater about the same day and source.
  boolean standsIn(Statements said);

  /// @param before the month without the request
  /// @param merged the month with all of the request
  Outcome outcomeIn(ActivityMonth before, ActivityMonth merged);

  record OfSource(MonthKey month, EntryKey key, DayEntry entry) implements CheckedStatement {
    @Override
    public int day() {
      return key.day();
    }

    @Override
    public void addTo(Statements said) {
      said.add(key, entry);
    }

    @Override
    public boolean standsIn(Statements said) {
      return entry.equals(said.entries().get(key));
    }

    @Override
    public Outcome outcomeIn(ActivityMonth before, ActivityMonth merged) {
      return before.outcomeOf(key, entry, merged);
    }
  }

  record OfCorrection(MonthKey month, int day, Correction correction) implements CheckedStatement {
    @Override
    public void addTo(Statements said) {
      said.add(day, correction);
    }

    @Override
    public boolean standsIn(Statements said) {
      return correction.equals(said.corrections().get(day));
    }

    @Override
    public Outcome outcomeIn(ActivityMonth before, ActivityMonth merged) {
      return before.outcomeOf(day, correction);
    }
  }
}
