package groundswell.api;

import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Loading;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.http.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// An upload as it is sent.
///
/// @param state `created`, `waiting`, `validating`, `loading`, `completed`, `refused`
///     or `abandoned`
/// @param values how its values are read: `values`, `withdrawals` or `corrections`
/// @param ended whether it has reached a final state
/// @param partitions how many of its parts are done, while it is loading
/// @param report the rows accounted for; all of them once it has ended
/// @param refused why the whole file was refused
/// @param rejects whether there is a file of rejected rows
/// @param note a remark in a sentence, if there is one
/// @param failed the parts that failed and wait for a redrive
record UploadView(
    String upload,
    String kind,
    String values,
    String fileName,
    long sizeBytes,
    @Nullable String mapping,
    String policy,
    String createdAt,
    String state,
    boolean ended,
    @Nullable String completedAt,
    @Nullable Partitions partitions,
    @Nullable Report report,
    @Nullable Refusal refused,
    boolean rejects,
    @Nullable String note,
    @Nullable FailedParts failed) {

  /// @param results of the finished parts, by part, while it is loading
  static UploadView of(Upload upload, Map<Integer, RowCounts> results) {
    var state = upload.state();
    return new UploadView(
        upload.id().value(),
        upload.kind().name().toLowerCase(Locale.ROOT),
        upload.reading().name().toLowerCase(Locale.ROOT),
        upload.fileName(),
        upload.sizeBytes(),
        upload.mapping().orElse(null),
        upload.policy().toString(),
        Json.time(upload.createdAt()),
        state.label(),
        state.ended(),
        completedAt(state),
        state instanceof Loading loading
            ? new Partitions(results.size(), loading.partitions())
            : null,
        report(state, results),
        state instanceof Refused refused ? new Refusal(refused.code(), refused.reason()) : null,
        state.ended() && state.rejectsFile().isPresent(),
        note(state),
        null);
  }

  UploadView with(Optional<FailedParts> parts) {
    return new UploadView(
        upload,
        kind,
        values,
        fileName,
        sizeBytes,
        mapping,
        policy,
        createdAt,
        state,
        ended,
        completedAt,
        partitions,
        report,
        refused,
        rejects,
        note,
        parts.orElse(null));
  }

  private static @Nullable String completedAt(UploadState state) {
    return switch (state) {
      case Created _, Waiting _, Validating _, Loading _ -> null;
      case Completed completed -> Json.time(completed.completedAt());
      case Refused refused -> Json.time(refused.completedAt());
      case Abandoned abandoned -> Json.time(abandoned.abandonedAt());
    };
  }

  private static @Nullable Report report(UploadState state, Map<Integer, RowCounts> results) {
    return switch (state) {
      case Created _, Waiting _, Validating _ -> null;
      case Loading loading -> {
        var sum = results.values().stream().reduce(RowCounts.ZERO, RowCounts::plus);
        var rejected = new RowCounts(0, 0, 0, loading.rejected());
        yield Report.of(loading.received(), sum.plus(rejected), loading.rejectedByCode());
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
    if (!(state instanceof Completed completed)) return null;
    var counts = completed.counts();
    if (counts.accepted() > 0 || counts.received() == 0) return null;
    if (counts.rejected() == counts.received()) return "changed nothing: all rows were rejected";
    return counts.rejected() == 0
        ? "changed nothing: all rows were there already"
        : "changed nothing: all rows that are right were there already";
  }

  record Partitions(int done, int total) {}

  record Refusal(String code, String reason) {}

  /// @param received all rows of the file
  /// @param notCounting rows, counted above as well, whose value does not count under the tenant's
  ///     default policy
  /// @param notEnrolled rows, counted above as well, that name a challenge which the member did not
  ///     join
  record Report(
      long received,
      long accepted,
      long unchanged,
      long superseded,
      long rejected,
      long notCounting,
      long notEnrolled,
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
          rejectedByCode);
    }
  }
}
