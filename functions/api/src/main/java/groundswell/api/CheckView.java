package groundswell.api;

import groundswell.domain.uploads.Check;
import groundswell.domain.uploads.Check.Sample;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
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
/// @param rewards what members would get and lose by it
/// @param boards the first boards that would move, by challenge
/// @param rows the first rows of the file
/// @param leavers who would leave, if the file says that it is complete
record CheckView(
    String checkedAt,
    String applyUntil,
    EffectView effect,
    RewardsView rewards,
    List<BoardView> boards,
    List<SampleView> rows,
    @Nullable LeaversView leavers) {
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
        RewardsView.of(checked.check()),
        checked.check().consequences().boards().entrySet().stream()
            .map(
                board ->
                    new BoardView(
                        board.getKey().value(),
                        board.getValue().name(),
                        board.getValue().members()))
            .toList(),
        checked.check().samples().stream().map(SampleView::of).toList(),
        checked.check().leavers().map(LeaversView::of).orElse(null));
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

  /// @param membersJudged for how many members the rest, and the boards, are
  /// @param exact whether that is all of them
  /// @param losing the first of what members would lose although they were told of it
  record RewardsView(
      long membersJudged, boolean exact, Rewards granted, Rewards reversed, List<LossView> losing) {
    static RewardsView of(Check check) {
      var consequences = check.consequences();
      return new RewardsView(
          consequences.membersJudged(),
          check.judgedAll(),
          consequences.granted(),
          consequences.reversed(),
          consequences.losses().stream().map(LossView::of).toList());
    }
  }

  /// @param name of the member
  record LossView(String member, String name, String challenge, String reward, long points) {
    static LossView of(Loss loss) {
      return new LossView(
          loss.member().value(),
          loss.name(),
          loss.challenge().value(),
          loss.reward().value(),
          loss.points());
    }
  }

  /// @param name of the challenge
  /// @param members how many of its members would have another score, or be new on it
  record BoardView(String challenge, String name, long members) {}

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
