package groundswell.domain.uploads;

import groundswell.domain.Lane;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far an upload has come. A state is only ever followed by one of a higher [#rank].
public sealed interface UploadState {
  int rank();

  /// The state's name in lower case, for example `completed`.
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// The run that wrote the rejects file, if there is one.
  default Optional<String> rejectsFile() {
    return switch (this) {
      case Created _, Waiting _, Validating _ -> Optional.empty();
      case Loading loading ->
          loading.rejected() > 0 ? Optional.of(loading.run()) : Optional.empty();
      case Completed completed -> completed.rejects();
      case Refused refused -> refused.rejects();
      case Abandoned abandoned -> abandoned.rejects();
    };
  }

  /// Whether nothing more will happen to it.
  default boolean ended() {
    return switch (this) {
      case Created _, Waiting _, Validating _, Loading _ -> false;
      case Completed _, Refused _, Abandoned _ -> true;
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
  /// @param run the partitioner's run whose partitions and rejects are the upload's; other runs,
  /// which died or came second, may have left some, too
  /// @param outstanding how many partitions are on their way at once
  /// @param received all rows of the file
  /// @param rejected those that were not taken
  /// @param rejectedByCode their number by [RowError] code
  record Loading(
      Instant acceptedAt,
      String run,
      Lane lane,
      int partitions,
      int outstanding,
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
  ///
  /// @param rejectedByCode the number of rejected rows by [RowError] code
  /// @param rejects the run that wrote the rejects file, if there is one
  record Completed(
      Instant acceptedAt,
      Instant completedAt,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode,
      Optional<String> rejects)
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
  /// @param code of a [FileError], for example `missing-column`
  /// @param counts all rows as rejected, if they were counted
  /// @param rejectedByCode the number of rejected rows by [RowError] code
  /// @param rejects the run that wrote the rejects file, if there is one
  record Refused(
      Instant acceptedAt,
      Instant completedAt,
      String code,
      String reason,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode,
      Optional<String> rejects)
      implements UploadState {
    public Refused {
      rejectedByCode = sorted(rejectedByCode);
    }

    /// Refused before its rows were counted.
    public static Refused uncounted(
        Instant acceptedAt, Instant completedAt, FileError error, String reason) {
      return new Refused(
          acceptedAt,
          completedAt,
          error.code(),
          reason,
          RowCounts.ZERO,
          new TreeMap<>(),
          Optional.empty());
    }

    @Override
    public int rank() {
      return 4;
    }
  }

  /// Given up by somebody before every row was accounted for. What was loaded stays.
  ///
  /// @param by who gave it up
  /// @param received all rows of the file, as far as it was read
  /// @param counts of the rows that are accounted for
  /// @param rejectedByCode the number of rejected rows by [RowError] code
  /// @param partsMissing how many parts were never loaded
  /// @param rejects the run that wrote the rejects file, if there is one
  record Abandoned(
      Instant abandonedAt,
      String by,
      long received,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode,
      int partsMissing,
      Optional<String> rejects)
      implements UploadState {
    public Abandoned {
      rejectedByCode = sorted(rejectedByCode);
    }

    /// An upload given up in a state that has not ended.
    ///
    /// @param loaded the results of the parts so far
    /// @throws IllegalArgumentException if it has ended
    public static Abandoned of(
        UploadState before, Collection<RowCounts> loaded, String by, Instant at) {
      return switch (before) {
        case Created _, Waiting _, Validating _ ->
            new Abandoned(at, by, 0, RowCounts.ZERO, new TreeMap<>(), 0, Optional.empty());
        case Loading loading ->
            new Abandoned(
                at,
                by,
                loading.received(),
                loaded.stream().reduce(new RowCounts(0, 0, 0, loading.rejected()), RowCounts::plus),
                loading.rejectedByCode(),
                loading.partitions() - loaded.size(),
                loading.rejectsFile());
        case Completed _, Refused _, Abandoned _ ->
            throw new IllegalArgumentException("the upload is " + before.label());
      };
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
