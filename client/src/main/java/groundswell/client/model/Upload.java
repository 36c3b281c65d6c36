package groundswell.client.model;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An uploaded file and its state.
///
/// @param state `created`, `waiting`, `validating`, `loading`, `completed`, `refused` or
///     `abandoned`
/// @param ended whether the state is final
/// @param partitions null unless it is loading
/// @param report the rows accounted for so far
/// @param refused why the whole file was refused
/// @param rejects whether there is a file of rejected rows
/// @param failed what failed and waits for a redrive
public record Upload(
    UploadId upload,
    String kind,
    String fileName,
    String state,
    boolean ended,
    Instant createdAt,
    @Nullable Partitions partitions,
    @Nullable Report report,
    @Nullable Refusal refused,
    boolean rejects,
    @Nullable String note,
    @Nullable FailedParts failed) {

  /// Whether nothing more happens by itself: the upload has ended, or a part that it needs has
  /// failed.
  public boolean isSettled() {
    if (ended) return true;
    if (failed == null) return false;
    return !state.equals("loading") || failed.partitions() > 0;
  }

  /// Whether the system took every row.
  public boolean isClean() {
    return state.equals("completed")
        && failed == null
        && (report == null || report.rejected() == 0);
  }

  /// How many partitions are loaded, and how many there are.
  public record Partitions(int done, int total) {}

  /// received = accepted + unchanged + superseded + rejected, once it has ended.
  ///
  /// @param notCounting rows, counted above as well, whose value does not count under the tenant's
  ///     default policy
  /// @param notEnrolled rows, counted above as well, that name a challenge which the member did not
  ///     join
  public record Report(
      long received,
      long accepted,
      long unchanged,
      long superseded,
      long rejected,
      long notCounting,
      long notEnrolled,
      SortedMap<String, Long> rejectedByCode) {
    public Report {
      rejectedByCode = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByCode));
    }
  }

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
