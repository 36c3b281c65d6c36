package groundswell.uploadpartitioner;

import groundswell.domain.uploads.RowError;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of a file's rows so far. Rows that turn out wrong only against their member are
/// remembered by their place, one bit each.
final class Tally {
  private final Map<RowError, Long> rejected = new EnumMap<>(RowError.class);
  private final Map<RowError, BitSet> wrongMembers = new EnumMap<>(RowError.class);
  private long received;

  void accept(int rows) {
    received += rows;
  }

  void reject(RowError error, int rows) {
    received += rows;
    rejected.merge(error, (long) rows, Long::sum);
  }

  /// Rejects entries that were accepted before.
  void rejectAccepted(RowError error, BitSet places, long rows) {
    rejected.merge(error, rows, Long::sum);
    wrongMembers.computeIfAbsent(error, _ -> new BitSet()).or(places);
  }

  /// What is wrong with the member of the row at a place.
  Optional<RowError> wrongMember(long place) {
    return wrongMembers.entrySet().stream()
        .filter(wrong -> wrong.getValue().get(Math.toIntExact(place)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  long received() {
    return received;
  }

  long rejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Rejects the good rows, too.
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
