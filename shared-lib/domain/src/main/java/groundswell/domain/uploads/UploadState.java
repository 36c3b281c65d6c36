package groundswell.domain.uploads;

import groundswell.domain.Lane;
import groundswell.domain.activity.Reversal;
import groundswell.domain.files.Choice;
import groundswell.domain.files.FileError;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The state of an upload.
public sealed interface UploadState {
  /// The state's name for programs, for example `completed`. Of completed uploads it says whether
  /// rows were rejected: `completed-with-rejects`, or `rejected` if all of them were.
  default String label() {
    return switch (this) {
      case Completed completed -> completed.counts().label();
      case Created _,
          Waiting _,
          Checking _,
          Undecided _,
          Checked _,
          Storing _,
          Reverting _,
          Refused _,
          Cancelled _,
          Reverted _,
          Abandoned _ ->
          getClass().getSimpleName().toLowerCase(Locale.ROOT);
    };
  }

  /// The run that wrote the rejects file, if there is one.
  default Optional<String> rejectsFile() {
    return switch (this) {
      case Created _, Waiting _, Checking _, Undecided _ -> Optional.empty();
      case Checked checked -> checked.plan().rejects();
      case Storing storing -> storing.rejects();
      case Reverting reverting -> reverting.plan().rejects();
      case Reverted reverted -> reverted.takenBack().plan().rejects();
      case Cancelled cancelled -> cancelled.takenBack().flatMap(it -> it.plan().rejects());
      case Completed completed -> completed.rejects();
      case Refused refused -> refused.rejects();
      case Abandoned abandoned -> abandoned.rejects();
    };
  }

  /// Whether the state is final.
  default boolean ended() {
    return switch (this) {
      case Created _, Waiting _, Checking _, Undecided _, Checked _, Storing _, Reverting _ ->
          false;
      case Completed _, Refused _, Cancelled _, Reverted _, Abandoned _ -> true;
    };
  }

  /// How the rows of an upload were stored that is taken back, or is being taken back; empty for
  /// every other upload.
  default Optional<Storing> planTakenBack() {
    return switch (this) {
      case Reverting reverting -> Optional.of(reverting.plan());
      case Reverted reverted -> Optional.of(reverted.takenBack().plan());
      case Cancelled cancelled -> cancelled.takenBack().map(TakenBack::plan);
      case Created _,
          Waiting _,
          Checking _,
          Undecided _,
          Checked _,
          Storing _,
          Completed _,
          Refused _,
          Abandoned _ ->
          Optional.empty();
    };
  }

  /// The upload was asked for; its file has not arrived.
  record Created() implements UploadState {}

  /// The file has arrived. It waits until the tenant's earlier uploads of members have ended.
  ///
  /// @param acceptedAt when the file arrived; the recorded-at of rows that have none
  record Waiting(Instant acceptedAt, String objectVersion) implements UploadState {}

  /// The rows are being checked.
  record Checking(Instant acceptedAt, String objectVersion) implements UploadState {}

  /// The file can be read in several ways, or fits no mapping, or many members would leave by it.
  /// It waits until its client decides.
  ///
  /// @param reason the question in words
  /// @param choices empty if the client has to give a mapping, or to confirm the leavers
  /// @param columns of the file, as far as they are known, if the client has to give a mapping
  /// @param leavers who would leave, if that is the question
  record Undecided(
      Instant acceptedAt,
      String objectVersion,
      String reason,
      List<Choice> choices,
      List<String> columns,
      Optional<Leavers> leavers)
      implements UploadState {
    public Undecided {
      choices = List.copyOf(choices);
      columns = List.copyOf(columns);
    }

    /// Whether it is too late for an answer.
    public boolean isExpired(Instant now) {
      return now.isAfter(acceptedAt.plus(Order.CHECK_LIFE));
    }

    /// A question about how to read the file.
    public Undecided(
        Instant acceptedAt, String objectVersion, String reason, List<Choice> choices) {
      this(acceptedAt, objectVersion, reason, choices, List.of(), Optional.empty());
    }

    /// The question whether so many members leave.
    public static Undecided about(Leavers leavers, Instant acceptedAt, String objectVersion) {
      return new Undecided(
          acceptedAt,
          objectVersion,
          leavers.question(),
          List.of(),
          List.of(),
          Optional.of(leavers));
    }
  }

  /// The file is checked, and nothing is stored. It waits until its client applies it.
  ///
  /// @param plan the state that it gets when it is applied
  record Checked(Instant checkedAt, String objectVersion, Storing plan, Check check)
      implements UploadState {
    /// Whether it can no longer be applied.
    public boolean isExpired(Instant now) {
      return now.isAfter(checkedAt.plus(Order.CHECK_LIFE));
    }
  }

  /// The good rows are being merged.
  ///
  /// @param run the partitioner's run that wrote the partitions and rejects of the upload; a run
  ///     that crashed or came second may have left some as well
  /// @param outstanding how many partitions are in flight at once
  /// @param received all rows of the file
  /// @param rejected how many of them were rejected
  /// @param rejectedByCode their number by [groundswell.domain.files.RowError] code
  /// @param leavers how many members leave because a complete file does not name them
  record Storing(
      Instant acceptedAt,
      String run,
      Lane lane,
      int partitions,
      int outstanding,
      long received,
      long rejected,
      SortedMap<String, Long> rejectedByCode,
      long leavers)
      implements UploadState {
    public Storing {
      rejectedByCode = sorted(rejectedByCode);
    }

    /// A plan by which nobody leaves.
    public Storing(
        Instant acceptedAt,
        String run,
        Lane lane,
        int partitions,
        int outstanding,
        long received,
        long rejected,
        SortedMap<String, Long> rejectedByCode) {
      this(acceptedAt, run, lane, partitions, outstanding, received, rejected, rejectedByCode, 0);
    }

    /// The run that wrote the rejects file, if there is one.
    public Optional<String> rejects() {
      return rejected > 0 ? Optional.of(run) : Optional.empty();
    }
  }

  /// The upload has ended, and every row is accounted for.
  ///
  /// @param rejectedByCode the number of rejected rows by [groundswell.domain.files.RowError] code
  /// @param rejects the run that wrote the rejects file, if there is one
  /// @param plan how its rows were stored; empty if all of them were rejected before
  record Completed(
      Instant acceptedAt,
      Instant completedAt,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode,
      Optional<String> rejects,
      Optional<Storing> plan)
      implements UploadState {
    public Completed {
      rejectedByCode = sorted(rejectedByCode);
    }
  }

  /// The file was refused as a whole, without any effect: it is not such a table, or has more
  /// rejected rows than its policy allows.
  ///
  /// @param code of a [FileError], for example `missing-column`
  /// @param counts all rows as rejected, if they were counted
  /// @param rejectedByCode the number of rejected rows by [groundswell.domain.files.RowError] code
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
  }

  /// The upload is being taken back, part by part.
  ///
  /// @param plan how its rows were stored
  /// @param by who ordered it
  /// @param end how it ends
  record Reverting(Storing plan, Instant since, String by, End end) implements UploadState {
    /// How an upload ends that is taken back.
    public enum End {
      /// It was being stored, and is stopped as well.
      CANCELLED,
      REVERTED
    }

    /// @param counts what became of its rows
    public UploadState ended(Instant at, Reversal counts) {
      var done = new TakenBack(plan, counts);
      return switch (end) {
        case CANCELLED -> new Cancelled(at, by, Optional.of(done));
        case REVERTED -> new Reverted(at, by, done);
      };
    }
  }

  /// What was taken back of an upload.
  ///
  /// @param plan how its rows were stored
  record TakenBack(Storing plan, Reversal counts) {}

  /// The upload was taken back: the boards are as if it had never been there.
  ///
  /// @param by who ordered it
  record Reverted(Instant revertedAt, String by, TakenBack takenBack) implements UploadState {}

  /// The client cancelled the upload.
  ///
  /// @param by who cancelled it
  /// @param takenBack what was stored by then, and was taken back; empty if nothing was
  record Cancelled(Instant cancelledAt, String by, Optional<TakenBack> takenBack)
      implements UploadState {
    /// Cancelled before any row was stored.
    public Cancelled(Instant cancelledAt, String by) {
      this(cancelledAt, by, Optional.empty());
    }
  }

  /// An operator gave the upload up before every row was accounted for. What was loaded stays.
  ///
  /// @param by who gave it up
  /// @param received all rows of the file, as far as it was read
  /// @param counts of the rows that are accounted for
  /// @param rejectedByCode the number of rejected rows by [groundswell.domain.files.RowError] code
  /// @param partsMissing how many parts were never loaded
  /// @param rejects the run that wrote the rejects file, if there is one
  /// @param plan how its rows were stored; empty if no row was
  record Abandoned(
      Instant abandonedAt,
      String by,
      long received,
      RowCounts counts,
      SortedMap<String, Long> rejectedByCode,
      int partsMissing,
      Optional<String> rejects,
      Optional<Storing> plan)
      implements UploadState {
    public Abandoned {
      rejectedByCode = sorted(rejectedByCode);
    }

    /// An upload given up in a state that has not ended. What is being taken back can't be given
    /// up: half of it would stay.
    ///
    /// @param loaded the results of the parts so far
    /// @throws IllegalArgumentException if it has ended, or is being taken back
    public static Abandoned of(
        UploadState before, Collection<RowCounts> loaded, String by, Instant at) {
      return switch (before) {
        case Created _, Waiting _, Checking _, Undecided _, Checked _ ->
            new Abandoned(
                at, by, 0, RowCounts.ZERO, new TreeMap<>(), 0, Optional.empty(), Optional.empty());
        case Storing storing ->
            new Abandoned(
                at,
                by,
                storing.received(),
                loaded.stream().reduce(new RowCounts(0, 0, 0, storing.rejected()), RowCounts::plus),
                storing.rejectedByCode(),
                storing.partitions() - loaded.size(),
                storing.rejects(),
                Optional.of(storing));
        case Reverting _, Completed _, Refused _, Cancelled _, Reverted _, Abandoned _ ->
            throw new IllegalArgumentException("the upload is " + before.label());
      };
    }
  }

  private static SortedMap<String, Long> sorted(Map<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
