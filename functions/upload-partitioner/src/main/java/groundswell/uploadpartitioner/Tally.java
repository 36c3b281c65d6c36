package groundswell.uploadpartitioner;

import groundswell.domain.files.RowError;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts the rows of a file. Rows that only the check against their member rejects are remembered
/// by their ordinals, one bit each.
final class Tally {
  private final Map<RowError, Long> rejected = new EnumMap<>(RowError.class);
  private final Map<RowError, BitSet> wrongMembers = new EnumMap<>(RowError.class);
  private long received;

  /// Counts from the beginning.
  void clear() {
    rejected.clear();
    wrongMembers.clear();
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
