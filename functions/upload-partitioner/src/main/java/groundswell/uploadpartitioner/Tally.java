package groundswell.uploadpartitioner;

import groundswell.domain.files.Differences;
import groundswell.domain.files.RowError;
import groundswell.domain.ids.MemberId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts the rows of a file. Rows that only the check against their member rejects are remembered
/// by their ordinals, one bit each.
final class Tally {
  private final Map<RowError, Long> rejected = new EnumMap<>(RowError.class);
  private final Map<RowError, BitSet> wrongMembers = new EnumMap<>(RowError.class);
  private final Map<MemberId, MemberId> similar = new HashMap<>();
  private final List<Differences.Sample> differences = new ArrayList<>();
  private long differing;
  private long received;

  /// Counts from the beginning.
  void clear() {
    rejected.clear();
    wrongMembers.clear();
    similar.clear();
    differences.clear();
    differing = 0;
    received = 0;
  }

  void accept(int rows) {
    received += rows;
  }

  void reject(RowError error, int rows) {
    received += rows;
    rejected.merge(error, (long) rows, Long::sum);
  }

  /// Rejects entries that were counted as accepted.
  void rejectAccepted(RowError error, BitSet ordinals, long rows) {
    rejected.merge(error, rows, Long::sum);
    wrongMembers.computeIfAbsent(error, _ -> new BitSet()).or(ordinals);
  }

  /// Takes what a partition found out besides.
  ///
  /// @param ids registered members, by the unknown or new ids that may be theirs
  void note(Differences found, Map<MemberId, MemberId> ids) {
    similar.putAll(ids);
    differing += found.count();
    differences.addAll(found.samples());
  }

  /// A registered member whose id an unknown one may have been.
  Optional<MemberId> similar(MemberId unknown) {
    return Optional.ofNullable(similar.get(unknown));
  }

  /// Registered members, by the unknown or new ids that may be theirs.
  SortedMap<MemberId, MemberId> similar() {
    return new TreeMap<>(similar);
  }

  /// How many rows say something else than an earlier one about the same.
  long differing() {
    return differing;
  }

  /// The first of the rows that differ, in the order of the file.
  List<Differences.Sample> differences() {
    return differences.stream()
        .sorted(Comparator.comparingLong(Differences.Sample::other))
        .limit(Differences.SAMPLES_MAX)
        .toList();
  }

  /// Why the check against its member rejects a row.
  Optional<RowError> wrongMember(long ordinal) {
    return wrongMembers.entrySet().stream()
        .filter(wrong -> wrong.getValue().get(Math.toIntExact(ordinal)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  long received() {
    return received;
  }

  long rejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Rejects the good rows as well.
  void rejectRest() {
    rejected.merge(RowError.NOT_TAKEN, received - rejected(), Long::sum);
    rejected.values().removeIf(count -> count == 0);
  }

  SortedMap<String, Long> byCode() {
    var counts = new TreeMap<String, Long>();
    rejected.forEach((error, count) -> counts.put(error.code(), count));
    return counts;
  }
}
