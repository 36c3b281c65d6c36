package groundswell.domain.uploads;

import groundswell.domain.Lane;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far an upload has come. A state is only ever followed by one of a higher [#rank].
public sealed interface UploadState {
  int rank();

  /// Whether nothing more will happen to it.
  default boolean ended() {
    return switch (this) {
      case Created _, Waiting _, Validating _, Loading _ -> false;
      case Completed _, Refused _ -> true;
    };
  }

  /// Asked for; the file has not arrived.
  record Created() implements UploadState {
    @Override
    public int rank() {
      return 0;
    }
  }

  /// Arrived, and waiting until the tenant's earlier uploads of members have ended.
  ///
  /// @param acceptedAt when the file arrived; the recorded-at of rows that have none
  record Waiting(Instant acceptedAt, String objectVersion) implements UploadState {
    @Override
    public int rank() {
      return 1;
    }
  }

  /// Its rows are being checked.
  record Validating(Instant acceptedAt, String objectVersion) implements UploadState {
    @Override
    public int rank() {
      return 2;
    }
  }

  /// Its good rows are being merged.
  ///
  /// @param received all rows of the file
  /// @param rejected those that were not taken
  /// @param rejectedByCode their number by [RowError] code
  record Loading(
      Instant acceptedAt,
      Lane lane,
      int partitions,
      long received,
      long rejected,
      SortedMap<String, Long> rejectedByCode)
      implements UploadState {
    public Loading {
      rejectedByCode = sorted(rejectedByCode);
    }

    @Override
    public int rank() {
      return 3;
    }
  }

  /// Every row is accounted for.
  record Completed(
      Instant acceptedAt,
      Instant completedAt,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode)
      implements UploadState {
    public Completed {
      rejectedByCode = sorted(rejectedByCode);
    }

    @Override
    public int rank() {
      return 4;
    }
  }

  /// Refused whole, without any effect: no such table, or more rejected rows than its policy
  /// allows.
  ///
  /// @param code machine-readable, for example `missing-column`
  /// @param counts rejected rows, if they were counted; the others count as rejected, too
  record Refused(
      Instant acceptedAt,
      Instant completedAt,
      String code,
      String reason,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode)
      implements UploadState {
    public Refused {
      rejectedByCode = sorted(rejectedByCode);
    }

    @Override
    public int rank() {
      return 4;
    }
  }

  private static SortedMap<String, Long> sorted(Map<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
