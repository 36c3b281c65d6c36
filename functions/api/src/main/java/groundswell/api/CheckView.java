package groundswell.api;

import groundswell.domain.uploads.Check.Sample;
import groundswell.domain.uploads.Order;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.http.Json;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What the check of a file found out, as it is sent.
///
/// @param applyUntil until when it can be applied
/// @param effect what storing the file would change
/// @param rows the first rows of the file
record CheckView(String checkedAt, String applyUntil, EffectView effect, List<SampleView> rows) {
  static CheckView of(Checked checked) {
    var effect = checked.check().effect();
    return new CheckView(
        Json.time(checked.checkedAt()),
        Json.time(checked.checkedAt().plus(Order.CHECK_LIFE)),
        new EffectView(
            effect.members(),
            effect.membersCompared(),
            effect.isExact(),
            effect.added(),
            effect.changed(),
            effect.unchanged(),
            effect.superseded()),
        checked.check().samples().stream().map(SampleView::of).toList());
  }

  /// @param members how many members the good rows name
  /// @param membersCompared for how many of them the counts below are
  /// @param exact whether that is all of them
  /// @param added rows that say something for the first time
  /// @param changed rows that replace what was said before
  /// @param unchanged rows that are stored already
  /// @param superseded rows that do not count, because a later one is stored or is in the file
  record EffectView(
      long members,
      long membersCompared,
      boolean exact,
      long added,
      long changed,
      long unchanged,
      long superseded) {}

  /// @param line its first line in the file, from 1
  /// @param text the row as it stands
  /// @param understood what it says, each by field; several in a wide layout
  /// @param rejected why it is rejected
  record SampleView(
      long line,
      String text,
      List<SequencedMap<String, String>> understood,
      @Nullable String rejected) {
    static SampleView of(Sample sample) {
      return new SampleView(
          sample.line(), sample.text(), sample.values(), sample.rejection().orElse(null));
    }
  }
}
