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
/// @param findings what was found out about the file
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
    @Nullable FailedParts failed,
    @Nullable Findings findings) {

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

  /// What was found out about a file.
  ///
  /// @param notes how it was read, and which of its rows differ, in sentences
  /// @param choices of which one has to be made, if the file is undecided
  /// @param differing how many rows say something else than an earlier row about the same
  public record Findings(List<String> notes, List<Choice> choices, long differing) {
    public Findings {
      notes = List.copyOf(notes);
      choices = List.copyOf(choices);
    }
  }

  /// A way to read a file.
  ///
  /// @param mapping the part of a mapping that says so, or the name of a mapping
  /// @param means what a value of the file is then
  public record Choice(String mapping, String means) {}

  /// How many partitions are loaded, and how many there are.
  public record Partitions(int done, int total) {}

  /// received = accepted + unchanged + superseded + rejected, once it has ended.
  public record Report(
      long received,
      long accepted,
      long unchanged,
      long superseded,
      long rejected,
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
