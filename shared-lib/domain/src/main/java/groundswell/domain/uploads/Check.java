package groundswell.domain.uploads;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What the check of a file found out. Nothing is stored by it.
///
/// @param effect what storing the file would change, as far as it was compared
/// @param consequences what that would change for members, as far as it was judged
/// @param samples the first rows, as they stand and as they are understood
/// @param leavers who would leave, if the file says that it is complete
public record Check(
    Effect effect, Consequences consequences, List<Sample> samples, Optional<Leavers> leavers) {
  /// How many of the first rows are shown.
  public static final int SAMPLES_MAX = 5;

  /// The most values shown of a row in a wide layout.
  public static final int VALUES_MAX = 10;

  /// How many members a file is compared for. Above that, the effect is that of the first ones.
  public static final int MEMBERS_MAX = 30_000;

  /// How many months and ledgers are read to judge a file: those of [#MEMBERS_MAX] members in some
  /// challenges. They take less than a minute; see decision 0143.
  public static final int READS_MAX = 400_000;

  public Check {
    samples = List.copyOf(samples);
  }

  /// The check of a file by which nobody leaves.
  public Check(Effect effect, Consequences consequences, List<Sample> samples) {
    this(effect, consequences, samples, Optional.empty());
  }

  /// Whether the consequences are those of all members whom the file names, and of all who leave.
  public boolean judgedAll() {
    long leaving = leavers.map(Leavers::leaving).orElse(0L);
    return consequences.membersJudged() == effect.members() + leaving;
  }

  /// What storing a file would change. The counts are of its good rows, those of members beyond
  /// [#MEMBERS_MAX] left out.
  ///
  /// @param members how many members the good rows name
  /// @param membersCompared for how many of them the counts below are
  /// @param added rows that say something for the first time: a day's value, a member
  /// @param changed rows that replace what another file or entry said
  /// @param unchanged rows that are stored already
  /// @param superseded rows that do not count, because something later is stored or because another
  ///     row of the file replaces them
  public record Effect(
      long members,
      long membersCompared,
      long added,
      long changed,
      long unchanged,
      long superseded) {
    public static final Effect NONE = new Effect(0, 0, 0, 0, 0, 0);

    public Effect plus(Effect other) {
      return new Effect(
          members + other.members,
          membersCompared + other.membersCompared,
          added + other.added,
          changed + other.changed,
          unchanged + other.unchanged,
          superseded + other.superseded);
    }

    /// Whether the counts are of all rows.
    public boolean isExact() {
      return membersCompared == members;
    }
  }

  /// A row of the file.
  ///
  /// @param line its first line in the file, from 1
  /// @param text as it stands; only its beginning if it is long
  /// @param values what it says, each by field; several in a wide layout, none if it is rejected
  /// @param rejection why it is rejected
  public record Sample(
      long line,
      String text,
      List<SequencedMap<String, String>> values,
      Optional<String> rejection) {
    /// The most characters of a row that are shown.
    public static final int TEXT_LENGTH_MAX = 400;

    public Sample {
      values = List.copyOf(values);
    }

    public Sample rejectedBecause(String reason) {
      return new Sample(line, text, List.of(), Optional.of(reason));
    }
  }
}
