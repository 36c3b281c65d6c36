package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MemberRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.RowFate;
import groundswell.domain.uploads.RowFate.Result;
import groundswell.domain.uploads.RowFate.Warning;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.Parallel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Registers and enrols the members of a partition, one write for each that changes. It rejects
/// nothing: a row that passed the checks registers its member, and at worst enrols it nowhere.
///
/// While a complete file is under way, it also writes a member whom the row does not change, to
/// record that the row names it. So a complete file that arrived earlier does not remove it.
final class MemberMerger {
  private static final String ERASED =
      "the member was erased; only an administrator can register the id again";

  private final Members members;
  private final Uploads uploads;
  private final FatesWriter writer;
  private final InstantSource clock;
  private final int parallelism;

  MemberMerger(
      Members members, Uploads uploads, FatesWriter writer, InstantSource clock, int parallelism) {
    this.members = members;
    this.uploads = uploads;
    this.writer = writer;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  /// @return what became of the rows
  RowCounts merge(PartitionRows partition) {
    var rows = new MemberRows();
    partition.forEach(new PartitionCodec.OfMembers(), rows::add);
    var own = Optional.of(partition.id());
    boolean again = uploads.mayRemoveMembers(partition.tenant(), own, clock.instant());
    var stored = members.findAll(partition.tenant(), rows.members().keySet());
    var unknown = new HashSet<>(rows.members().keySet());
    unknown.removeAll(stored.keySet());
    var erased = members.erasures(partition.tenant(), unknown).keySet();
    var registered = new ConcurrentHashMap<MemberId, Registration>();
    Parallel.forEach(
        rows.members().values(),
        parallelism,
        row -> {
          var held = Optional.ofNullable(stored.get(row.member()));
          registered.put(
              row.member(),
              erased.contains(row.member())
                  ? Registration.OF_ERASED
                  : register(partition, row, held, again));
        });
    return writer.write(
        partition,
        new PartitionCodec.OfMembers(),
        (line, row) -> {
          long standing = rows.standing(row.member());
          var registration = registered.get(row.member());
          return standing == line && registration != null
              ? registration.fate(line, row)
              : RowFate.supersededBy(standing, line, row);
        });
  }

  /// @param again whether it is also written that the member is named once more
  private Registration register(
      PartitionRows partition, MemberEntry row, Optional<Member> read, boolean again) {
    return Optimistic.settle(
        "member " + row.member(), read, held -> registerOver(held, partition, row, again));
  }

  private Attempt<Optional<Member>, Registration> registerOver(
      Optional<Member> held, PartitionRows partition, MemberEntry row, boolean again) {
    var taken = fits(held, row) ? row : row.joiningNone();
    var notEnrolled = notEnrolled(row, taken, held);
    var said = partition.storing().acceptedAt();
    var next =
        Member.registerByFile(
            held, taken.member(), taken.profile(), taken.challenges(), said, clock.instant());
    var registration =
        held.filter(next::equals).isPresent()
            ? unchanged(taken, next, notEnrolled)
            : new Registration(Result.ACCEPTED, Optional.empty(), notEnrolled);
    var written = again ? next.saidAgain(said, clock.instant()) : next;
    if (held.filter(written::equals).isPresent()) return new Settled<>(registration);
    long version = held.map(Member::version).orElse(Versions.NONE);
    var origin = new Origin(partition.lane(), Optional.of(partition.upload().id()));
    var standing = members.saveIf(partition.tenant(), written, version, origin);
    return standing.isPresent() ? new Outrun<>(standing) : new Settled<>(registration);
  }

  private static Registration unchanged(
      MemberEntry row, Member stands, Optional<String> notEnrolled) {
    return row.isSaidBy(stands)
        ? new Registration(Result.UNCHANGED, Optional.empty(), notEnrolled)
        : new Registration(Result.SUPERSEDED, Optional.of(outdated(stands)), notEnrolled);
  }

  /// Why a member is not as the file says.
  private static String outdated(Member stands) {
    return switch (stands.state()) {
      case REGISTERED -> "the member was changed after the file had arrived";
      case REMOVED -> "the member was removed after the file had arrived";
      case ERASED -> ERASED;
    };
  }

  /// Why the member stays out of a challenge that its rows name, if it does.
  private static Optional<String> notEnrolled(
      MemberEntry row, MemberEntry taken, Optional<Member> held) {
    var left = held.map(Member::left).orElse(Set.of());
    var out = row.challenges().stream().filter(left::contains).map(ChallengeId::value).toList();
    var reasons = new ArrayList<String>();
    if (row.tooLate()) reasons.add("a challenge that is named can no longer be joined");
    if (!out.isEmpty()) reasons.add("the member has left " + String.join(", ", out));
    if (taken.challenges().size() < row.challenges().size())
      reasons.add(
          "the member would be in more than %d challenges, so it joined none of these"
              .formatted(Member.ENROLMENTS_MAX));
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  /// The partitioner checks it as well, but the member may have joined other challenges since.
  private static boolean fits(Optional<Member> held, MemberEntry row) {
    var enrolments = held.map(Member::enrolments).orElse(Collections.emptySortedMap());
    long more = row.challenges().stream().filter(id -> !enrolments.containsKey(id)).count();
    return enrolments.size() + more <= Member.ENROLMENTS_MAX;
  }

  /// @param outdated why the row is superseded, if it is
  /// @param notEnrolled why the member stays out of a challenge, if it does
  private record Registration(
      Result result, Optional<String> outdated, Optional<String> notEnrolled) {
    /// Only an administrator's explicit word registers the id of an erased member again.
    static final Registration OF_ERASED =
        new Registration(Result.SUPERSEDED, Optional.of(MemberMerger.ERASED), Optional.empty());

    RowFate fate(long line, MemberEntry row) {
      var reasons = Stream.concat(outdated.stream(), notEnrolled.stream()).toList();
      return RowFate.of(
          line,
          result,
          notEnrolled.isPresent() ? Set.of(Warning.NOT_ENROLLED) : Set.of(),
          reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons)),
          row);
    }
  }
}
