package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MemberRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.RowCounts;
import groundswell.platform.Parallel;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Registers and enrols the members of a partition, one write for each that changes.
final class MemberMerger {
  private final Members members;
  private final InstantSource clock;
  private final int parallelism;

  MemberMerger(Members members, InstantSource clock, int parallelism) {
    this.members = members;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  RowCounts merge(PartitionRows partition) {
    var rows = new MemberRows();
    partition.forEach(new PartitionCodec.OfMembers(), rows::add);
    var stored = members.findAll(partition.tenant(), rows.members().keySet());
    var unknown = new HashSet<>(rows.members().keySet());
    unknown.removeAll(stored.keySet());
    var erased = members.erasures(partition.tenant(), unknown).keySet();
    var accepted = new LongAdder();
    var unchanged = new LongAdder();
    var outdated = new LongAdder();
    var rejected = new LongAdder();
    var notEnrolled = new LongAdder();
    Parallel.forEach(
        rows.members().values(),
        parallelism,
        row -> {
          var held = Optional.ofNullable(stored.get(row.member()));
          if (isNotEnrolled(row, held)) notEnrolled.increment();
          var registration =
              erased.contains(row.member())
                  ? Registration.OUTDATED
                  : register(partition, row, held);
          switch (registration) {
            case CHANGED -> accepted.increment();
            case UNCHANGED -> unchanged.increment();
            case OUTDATED -> outdated.increment();
            case FULL -> rejected.increment();
          }
        });
    long superseded = rows.received() - rows.members().size() + outdated.sum();
    return new RowCounts(
        accepted.sum(), unchanged.sum(), superseded, rejected.sum(), 0, notEnrolled.sum(), 0);
  }

  private Registration register(PartitionRows partition, MemberEntry row, Optional<Member> read) {
    return Optimistic.settle(
        "member " + row.member(), read, held -> registerOver(held, partition, row));
  }

  private Attempt<Optional<Member>, Registration> registerOver(
      Optional<Member> held, PartitionRows partition, MemberEntry row) {
    if (!fits(held, row)) return new Settled<>(Registration.FULL);
    var said = partition.storing().acceptedAt();
    var next =
        Member.registerByFile(
            held, row.member(), row.profile(), row.challenges(), said, clock.instant());
    if (held.filter(next::equals).isPresent())
      return new Settled<>(row.isSaidBy(next) ? Registration.UNCHANGED : Registration.OUTDATED);
    long version = held.map(Member::version).orElse(Versions.NONE);
    var origin = new Origin(partition.lane(), Optional.of(partition.upload().id()));
    var standing = members.saveIf(partition.tenant(), next, version, origin);
    return standing.isPresent() ? new Outrun<>(standing) : new Settled<>(Registration.CHANGED);
  }

  /// Whether the member stays out of a challenge that the row names: it came too late, or the
  /// member had left.
  private static boolean isNotEnrolled(MemberEntry row, Optional<Member> held) {
    var left = held.map(Member::left).orElse(Set.of());
    return row.tooLate() || row.challenges().stream().anyMatch(left::contains);
  }

  /// The partitioner checks it as well, but the member may have joined other challenges since.
  private static boolean fits(Optional<Member> held, MemberEntry row) {
    var enrolments = held.map(Member::enrolments).orElse(Collections.emptySortedMap());
    long more = row.challenges().stream().filter(id -> !enrolments.containsKey(id)).count();
    return enrolments.size() + more <= Member.ENROLMENTS_MAX;
  }

  private enum Registration {
    CHANGED,
    UNCHANGED,
    /// The member was changed or removed after the file was accepted, or was erased at any time:
    /// only an administrator's explicit word registers the id again.
    OUTDATED,
    /// The member would be in too many challenges.
    FULL
  }
}
