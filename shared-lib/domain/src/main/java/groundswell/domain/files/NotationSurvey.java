package groundswell.domain.files;

import groundswell.domain.files.Mapping.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Looks at whole columns whose notation the mapping leaves open, and decides how to read them.
final class NotationSurvey {
  private final Layout layout;
  private final Optional<DaySurvey> days;
  private final List<NumberSurvey> numbers;

  NotationSurvey(Layout layout, EntryChecks checks) {
    this.layout = layout;
    boolean looksAtDays = layout.statedDayFormat().isEmpty() || layout.has(Trait.DAILY);
    days = looksAtDays ? Optional.of(new DaySurvey(layout)) : Optional.empty();
    numbers = NumberSurvey.of(layout, checks);
  }

  /// Whether anything is left open.
  boolean isNeeded() {
    return days.isPresent() || !numbers.isEmpty();
  }

  void look(CsvRow row) {
    if (row.fault().isPresent() || row.fields() != layout.width()) return;
    days.ifPresent(survey -> survey.look(row));
    for (var survey : numbers) survey.look(row);
  }

  /// @param notes takes what was decided, in sentences
  /// @throws FileRefused if a column can be read in more than one way, or has weekly totals
  Decisions decide(List<String> notes) {
    var undecided = new ArrayList<FileRefused>();
    var day = Optional.<DayFormat>empty();
    var notations = new HashMap<String, Notation>();
    try {
      day = days.map(survey -> survey.decide(notes));
    } catch (FileRefused refused) {
      if (refused.error() != FileError.UNDECIDED) throw refused;
      undecided.add(refused);
    }
    for (var survey : numbers) {
      try {
        notations.put(survey.ours(), survey.decide(notes));
      } catch (FileRefused refused) {
        undecided.add(refused);
      }
    }
    if (!undecided.isEmpty()) throw all(undecided);
    return new Decisions(day, notations);
  }

  private static FileRefused all(List<FileRefused> undecided) {
    var reasons = undecided.stream().map(FileRefused::reason).toList();
    return new FileRefused(
        FileError.UNDECIDED,
        String.join("; ", reasons) + ". Add the part that is right to the mapping",
        undecided.stream().flatMap(refused -> refused.choices().stream()).toList());
  }
}
