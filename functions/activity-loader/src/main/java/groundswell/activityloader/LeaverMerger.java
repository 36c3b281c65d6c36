package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Members.Origin;
import groundswell.platform.Parallel;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Removes the members who leave by a partition of a complete file, one write for each. A member
/// about whom something was said after the file had arrived stays.
final class LeaverMerger {
  private final Members members;
  private final InstantSource clock;
  private final int parallelism;

  LeaverMerger(Members members, InstantSource clock, int parallelism) {
    this.members = members;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  /// @return how many of them left by this file. An attempt that comes second counts those whom the
  ///     first one removed: they are removed as of the arrival of the file
  long remove(PartitionRows partition) {
    if (partition.storing().leavers() == 0) return 0;
    var stored = members.findAll(partition.tenant(), partition.leavers());
    var left = new AtomicLong();
    Parallel.forEach(
        stored.values(),
        parallelism,
        member -> {
          if (leaves(partition, member)) left.incrementAndGet();
        });
    return left.get();
  }

  private boolean leaves(PartitionRows partition, Member read) {
    var arrivedAt = partition.storing().acceptedAt();
    var origin = new Origin(partition.lane(), Optional.of(partition.upload().id()));
    return Optimistic.settle(
        "member " + read.id(),
        read,
        held -> {
          var next = held.removeByFile(arrivedAt, clock.instant());
          if (next.equals(held)) return new Settled<>(leftAt(arrivedAt, held));
          return Attempt.written(
              true, members.saveIf(partition.tenant(), next, held.version(), origin));
        });
  }

  private static boolean leftAt(Instant arrivedAt, Member held) {
    return held.isRemoved() && held.said().equals(arrivedAt.truncatedTo(ChronoUnit.MILLIS));
  }
}
