package groundswell.client.model;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An uploaded file and its state.
///
/// @param values how its values are read: `values`, `withdrawals` or `corrections`
/// @param mapping how its file is read, if not as usual
/// @param leavers whether members leave if it does not name them; null if not
/// @param createdBy who asked for it
/// @param version rises with every change
/// @param state while it runs `created`, `waiting`, `checking`, `undecided`, `checked`, `storing`,
///     `reverting`; ended `completed`, `completed-with-rejects`, `rejected`, `refused`,
///     `cancelled`, `reverted`, `abandoned`
/// @param ended whether the state is final
/// @param partitions null unless it is storing
/// @param report the rows accounted for so far
/// @param check what its check found out; null unless it is checked
/// @param undecided what its client has to decide; null unless it is undecided
/// @param refused why the whole file was refused
/// @param rejects whether there is a file of rejected rows
/// @param failed what failed and waits for a redrive
/// @param findings what was found out about the file
/// @param reversal what taking it back did, or has done so far
public record Upload(
    UploadId upload,
    String kind,
    String values,
    String fileName,
    @Nullable String mapping,
    String policy,
    @Nullable Boolean leavers,
    String createdBy,
    long version,
    String state,
    boolean ended,
    Instant createdAt,
    @Nullable Partitions partitions,
    @Nullable Report report,
    @Nullable Check check,
    @Nullable Question undecided,
    @Nullable Refusal refused,
    boolean rejects,
    @Nullable String note,
    @Nullable FailedParts failed,
    @Nullable Findings findings,
    @Nullable Reversal reversal) {

  /// Whether nothing more happens by itself: the upload has ended or waits for its client, or a
  /// part that it needs has failed.
  public boolean isSettled() {
    if (ended || check != null || undecided != null) return true;
    if (failed == null) return false;
    boolean hasParts = state.equals("storing") || state.equals("reverting");
    return !hasParts || failed.partitions() > 0;
  }

  /// Whether nothing was rejected, refused or given up so far, and nothing waits for a decision or
  /// a redrive.
  public boolean isClean() {
    boolean isFine = !ended || state.equals("completed");
    boolean hasAll = report == null || report.rejected() == 0;
    return isFine && hasAll && undecided == null && failed == null;
  }

  /// Whether rows of it are stored that boards show sooner or later.
  public boolean becomesVisible() {
    return kind.equals("activity")
        && (state.equals("completed") || state.equals("completed-with-rejects"));
  }

  /// What was found out about a file.
  ///
  /// @param notes how it was read, and which of its rows differ, in sentences
  /// @param differing how many rows say something else than an earlier row about the same
  public record Findings(List<String> notes, long differing) {
    public Findings {
      notes = List.copyOf(notes);
    }
  }

  /// What taking back an upload did.
  ///
  /// @param removed values of the upload that stood and are gone
  /// @param restored in how many of these places an earlier value stands again
  /// @param stayed values of the upload that another one had replaced; that one stays
  /// @param done how many parts are taken back; null once it has ended
  /// @param parts how many parts there are; null once it has ended
  public record Reversal(
      long removed, long restored, long stayed, @Nullable Integer done, @Nullable Integer parts) {}

  /// How many partitions are loaded, and how many there are.
  public record Partitions(int done, int total) {}

  /// received = accepted + unchanged + superseded + rejected, once it has ended.
  ///
  /// @param notCounting rows, counted above as well, whose value does not count under the tenant's
  ///     default policy
  /// @param notEnrolled rows, counted above as well, that name a challenge which the member did not
  ///     join
  /// @param notKept rows that would not come back if what stands above them is taken back
  /// @param left members, not rows: those who left because a complete file does not name them; null
  ///     if nobody did
  public record Report(
      long received,
      long accepted,
      long unchanged,
      long superseded,
      long rejected,
      long notCounting,
      long notEnrolled,
      long notKept,
      @Nullable Long left,
      SortedMap<String, Long> rejectedByCode) {
    public Report {
      rejectedByCode = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByCode));
    }
  }

  /// What the check of a file found out.
  ///
  /// @param applyUntil until when it can be applied
  /// @param effect what storing the file would change
  /// @param rewards what members would get and lose by it
  /// @param boards the first boards that would move
  /// @param rows its first rows
  /// @param leavers who would leave; null unless the file says that it is complete
  public record Check(
      Instant checkedAt,
      Instant applyUntil,
      Effect effect,
      Rewards rewards,
      List<Board> boards,
      List<Sample> rows,
      @Nullable Leavers leavers) {
    public Check {
      boards = List.copyOf(boards);
      rows = List.copyOf(rows);
    }
  }

  /// @param members how many members the good rows name
  /// @param membersCompared for how many of them the counts below are
  /// @param exact whether that is all of them
  /// @param added rows that say something for the first time
  /// @param changed rows that replace what was said before
  /// @param unchanged rows that are stored already
  /// @param superseded rows that do not count, because a later one is stored or is in the file
  public record Effect(
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
  public record Rewards(
      long membersJudged, boolean exact, Sum granted, Sum reversed, List<Loss> losing) {
    public Rewards {
      losing = List.copyOf(losing);
    }
  }

  /// @param rewards how many there are
  /// @param members how many members they are for
  /// @param points how many they are together
  public record Sum(long rewards, long members, long points) {}

  /// @param name of the member
  public record Loss(MemberId member, String name, String challenge, String reward, long points) {}

  /// A board that would move.
  ///
  /// @param name of the challenge
  /// @param members how many of its members would have another score, or be new on it
  public record Board(String challenge, String name, long members) {}

  /// @param line its first line in the file, from 1
  /// @param text the row as it stands
  /// @param understood what it says, each by field
  /// @param rejected why it is rejected
  public record Sample(
      long line, String text, List<Map<String, String>> understood, @Nullable String rejected) {
    public Sample {
      understood = List.copyOf(understood);
    }
  }

  /// Who would leave by a complete file of members.
  ///
  /// @param registered how many members are registered
  /// @param leaving how many of them the file does not name
  /// @param confirm whether these are so many that it has to be confirmed
  /// @param first the first of those who would leave, by id
  public record Leavers(long registered, long leaving, boolean confirm, List<Leaver> first) {
    public Leavers {
      first = List.copyOf(first);
    }
  }

  public record Leaver(MemberId member, String name) {}

  /// What a file leaves open.
  ///
  /// @param columns of the file, if no mapping fits
  /// @param leavers who would leave; null unless that is the question
  public record Question(
      String reason, List<Choice> choices, List<String> columns, @Nullable Leavers leavers) {
    public Question {
      choices = List.copyOf(choices);
      columns = List.copyOf(columns);
    }
  }

  /// A question about a file.
  ///
  /// @param field what the question is about, for example `date`
  /// @param readings the ways to read it
  public record Choice(String field, List<Reading> readings) {
    public Choice {
      readings = List.copyOf(readings);
    }
  }

  /// @param meaning in words
  /// @param example a value of the file, and what it would mean
  /// @param mapping of the whole file, which decides for this reading
  public record Reading(String meaning, String example, String mapping) {}

  public record Refusal(String code, String reason) {}

  /// @param members the first few affected members
  public record FailedParts(
      long partitions, int messages, List<AffectedMember> members, String note) {
    public FailedParts {
      members = List.copyOf(members);
    }
  }

  public record AffectedMember(MemberId member) {}
}
