package groundswell.api;

import groundswell.domain.files.Choice;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// An upload as it is sent.
///
/// @param values how its values are read: `values`, `withdrawals` or `corrections`
/// @param leavers whether members leave if it does not name them; left out if not
/// @param createdBy who asked for it
/// @param version rises with every change
/// @param state while it runs `created`, `waiting`, `checking`, `undecided`, `checked`, `storing`,
///     `reverting`; ended `completed`, `completed-with-rejects`, `rejected`, `refused`,
///     `cancelled`, `reverted`, `abandoned`
/// @param ended whether it has reached a final state
/// @param completedAt when it ended
/// @param partitions how many of its parts are done, while it is storing
/// @param report the rows accounted for; all of them once it has ended
/// @param check what the check found out, while it waits to be applied
/// @param undecided what its client has to decide, while it waits for that
/// @param refused why the whole file was refused
/// @param rejects whether there is a file of rejected rows
/// @param note a remark in a sentence, if there is one
/// @param failed the parts that failed and wait for a redrive
/// @param findings what was found out about the file, if there is anything
/// @param reversal what taking it back did
record UploadView(
    String upload,
    String kind,
    String values,
    String fileName,
    long sizeBytes,
    @Nullable String mapping,
    String policy,
    @Nullable Boolean leavers,
    String createdBy,
    String createdAt,
    long version,
    String state,
    boolean ended,
    @Nullable String completedAt,
    @Nullable Partitions partitions,
    @Nullable Report report,
    @Nullable CheckView check,
    @Nullable Question undecided,
    @Nullable Refusal refused,
    boolean rejects,
    @Nullable String note,
    @Nullable FailedParts failed,
    @Nullable Findings findings,
    @Nullable ReversalView reversal) {
  private static final String SUPERSEDED =
      "of several rows about the same, one counts: a value is the total of its day and source, so"
          + " values are not added up";

  /// @param results of the finished parts, by part, while it is storing
  static UploadView of(Upload upload, Map<Integer, RowCounts> results) {
    var state = upload.state();
    return new UploadView(
        upload.id().value(),
        upload.kind().label(),
        upload.reading().name().toLowerCase(Locale.ROOT),
        upload.fileName(),
        upload.sizeBytes(),
        upload.mapping().orElse(null),
        upload.policy().toString(),
        upload.leavers().isComplete() ? true : null,
        upload.createdBy(),
        Json.time(upload.createdAt()),
        upload.version(),
        state.label(),
        state.ended(),
        completedAt(state),
        state instanceof Storing storing
            ? new Partitions(results.size(), storing.partitions())
            : null,
        report(state, results),
        state instanceof Checked checked ? CheckView.of(checked) : null,
        state instanceof Undecided undecided ? Question.of(undecided) : null,
        state instanceof Refused refused ? new Refusal(refused.code(), refused.reason()) : null,
        (state.ended() || state instanceof Checked) && state.rejectsFile().isPresent(),
        note(state),
        null,
        null,
        ReversalView.of(state).orElse(null));
  }

  /// @param soFar what taking it back has done so far, while that goes on
  UploadView with(Remarks remarks, Optional<FailedParts> parts, Optional<ReversalView> soFar) {
    return new UploadView(
        upload,
        kind,
        values,
        fileName,
        sizeBytes,
        mapping,
        policy,
        leavers,
        createdBy,
        createdAt,
        version,
        state,
        ended,
        completedAt,
        partitions,
        report,
        check,
        undecided,
        refused,
        rejects,
        note,
        parts.orElse(null),
        Findings.of(remarks),
        soFar.orElse(reversal));
  }

  private static @Nullable String completedAt(UploadState state) {
    return switch (state) {
      case Created _, Waiting _, Checking _, Undecided _, Checked _, Storing _, Reverting _ -> null;
      case Reverted reverted -> Json.time(reverted.revertedAt());
      case Completed completed -> Json.time(completed.completedAt());
      case Refused refused -> Json.time(refused.completedAt());
      case Cancelled cancelled -> Json.time(cancelled.cancelledAt());
      case Abandoned abandoned -> Json.time(abandoned.abandonedAt());
    };
  }

  private static @Nullable Report report(UploadState state, Map<Integer, RowCounts> results) {
    return switch (state) {
      case Created _, Waiting _, Checking _, Undecided _, Cancelled _, Reverting _, Reverted _ ->
          null;
      case Checked(_, _, var plan, _) -> report(plan, Map.of());
      case Storing storing -> {
        var sum = results.values().stream().reduce(RowCounts.ZERO, RowCounts::plus);
        var rejected = new RowCounts(0, 0, 0, storing.rejected());
        yield Report.of(storing.received(), sum.plus(rejected), storing.rejectedByCode());
      }
      case Completed completed ->
          Report.of(completed.counts().received(), completed.counts(), completed.rejectedByCode());
      case Refused refused ->
          Report.of(refused.counts().received(), refused.counts(), refused.rejectedByCode());
      case Abandoned abandoned ->
          Report.of(abandoned.received(), abandoned.counts(), abandoned.rejectedByCode());
    };
  }

  private static @Nullable String note(UploadState state) {
    if (state instanceof Abandoned abandoned)
      return "abandoned by %s: %,d of %,d rows are accounted for; what was loaded stays. Upload the file again to load the rest"
          .formatted(abandoned.by(), abandoned.counts().received(), abandoned.received());
    if (state instanceof Cancelled cancelled)
      return cancelled.takenBack().isEmpty()
          ? "cancelled by %s; nothing is stored".formatted(cancelled.by())
          : "cancelled by %s while its rows were stored; they are taken back"
              .formatted(cancelled.by());
    if (state instanceof Reverting reverting)
      return "being taken back by %s; the boards follow".formatted(reverting.by());
    if (state instanceof Reverted reverted)
      return "taken back by %s; the boards are as if it had not been there"
          .formatted(reverted.by());
    if (!(state instanceof Completed completed)) return null;
    var counts = completed.counts();
    if (counts.accepted() > 0 || counts.received() == 0) {
      return counts.superseded() > 0 ? SUPERSEDED : null;
    }
    if (counts.rejected() == counts.received()) return "changed nothing: all rows were rejected";
    return counts.rejected() == 0
        ? "changed nothing: all rows were there already"
        : "changed nothing: all rows that are right were there already";
  }

  /// What was found out about the file.
  ///
  /// @param notes how it was read, and which of its rows differ, in sentences
  /// @param differing how many rows say something else than an earlier row about the same
  record Findings(List<String> notes, long differing) {
    static @Nullable Findings of(Remarks remarks) {
      return remarks.equals(Remarks.NONE)
          ? null
          : new Findings(remarks.notes(), remarks.differing());
    }
  }

  record Partitions(int done, int total) {}

  /// @param choices each with the mapping that decides it
  /// @param columns of the file, if no mapping fits
  /// @param leavers who would leave, if that is the question
  record Question(
      String reason, List<Choice> choices, List<String> columns, @Nullable LeaversView leavers) {
    static Question of(Undecided undecided) {
      return new Question(
          undecided.reason(),
          undecided.choices(),
          undecided.columns(),
          undecided.leavers().map(LeaversView::of).orElse(null));
    }
  }

  record Refusal(String code, String reason) {}

  /// @param received all rows of the file
  /// @param notCounting rows, counted above as well, whose value does not count under the tenant's
  ///     default policy
  /// @param notEnrolled rows, counted above as well, that name a challenge which the member did not
  ///     join
  /// @param notKept rows that would not come back if what stands above them is taken back
  /// @param left members, not rows: those who left because a complete file does not name them; left
  ///     out if nobody did
  record Report(
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
    static Report of(long received, RowCounts counts, SortedMap<String, Long> rejectedByCode) {
      return new Report(
          received,
          counts.accepted(),
          counts.unchanged(),
          counts.superseded(),
          counts.rejected(),
          counts.notCounting(),
          counts.notEnrolled(),
          counts.notKept(),
          counts.left() == 0 ? null : counts.left(),
          rejectedByCode);
    }
  }
}
