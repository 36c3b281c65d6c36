package groundswell.uploadpartitioner;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MemberRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Comparison;
import groundswell.domain.uploads.Consequences;
import groundswell.domain.uploads.Forecast;
import groundswell.uploadpartitioner.RunRules.Compared;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/// Compares the good rows of a partition with what is stored, and writes nothing.
final class Comparing {
  private final Members members;
  private final ActivityMonths months;
  private final Ledgers ledgers;
  private final InstantSource clock;

  Comparing(Members members, ActivityMonths months, Ledgers ledgers, InstantSource clock) {
    this.members = members;
    this.months = months;
    this.ledgers = ledgers;
    this.clock = clock;
  }

  /// @param named the stored members whom the partition names
  /// @param mayRead whether so many items may be read to judge the members
  Compared activity(
      TenantId tenant,
      Path partition,
      PartitionCodec<ActivityEntry> codec,
      Map<MemberId, Member> named,
      Collection<Challenge> challenges,
      LongPredicate mayRead)
      throws IOException {
    var rows = new ActivityRows();
    forEach(partition, codec, (_, line, row) -> rows.add(line, row));
    var stored = months.read(tenant, rows.months().keySet(), Consistency.STRONG);
    var effect = Comparison.ofActivity(rows, stored);
    var changed = Forecast.changed(rows, stored, clock.instant());
    var forecast = Forecast.ofActivity(changed, named, challenges);
    var known = rows.months().keySet();
    return judged(tenant, effect, 0, forecast, new Known(known, stored, changed), mayRead);
  }

  /// @param stored those of the members that are registered
  /// @param leavers members who leave because the file does not name them
  /// @param challenges the tenant's, by id
  /// @param mayRead whether so many items may be read to judge the members
  Compared members(
      TenantId tenant,
      Path partition,
      PartitionCodec<MemberEntry> codec,
      Map<MemberId, Member> stored,
      Collection<Member> leavers,
      Map<ChallengeId, Challenge> challenges,
      Instant acceptedAt,
      LongPredicate mayRead)
      throws IOException {
    var rows = new MemberRows();
    forEach(partition, codec, (_, line, row) -> rows.add(line, row));
    var now = clock.instant();
    var unknown = new HashSet<>(rows.members().keySet());
    unknown.removeAll(stored.keySet());
    var erased = members.erasures(tenant, unknown).keySet();
    var effect = Comparison.ofMembers(rows, stored, erased, acceptedAt, now);
    var after = Comparison.registered(rows, stored, erased, acceptedAt, now);
    var forecast = Forecast.ofMembers(after, stored, leavers, challenges);
    return judged(
        tenant, effect, leavers.size(), forecast, new Known(Set.of(), Map.of(), Map.of()), mayRead);
  }

  /// @param leavers how many members are judged who are in no row
  private Compared judged(
      TenantId tenant,
      Effect effect,
      long leavers,
      Forecast forecast,
      Known known,
      LongPredicate mayRead) {
    var missing = new HashSet<>(forecast.months());
    missing.removeAll(known.read());
    var judged = forecast.ledgers();
    long items = missing.size() + judged.values().stream().mapToLong(Set::size).sum();
    if (!mayRead.test(items)) return new Compared(effect, Consequences.NONE);
    var before = new HashMap<>(known.stored());
    before.putAll(months.read(tenant, missing, Consistency.STRONG));
    var held = new HashMap<ChallengeId, Map<MemberId, Ledger>>();
    judged.forEach((id, some) -> held.put(id, ledgers.findAll(tenant, id, some)));
    return new Compared(
        effect, forecast.judge(effect.membersCompared() + leavers, before, known.changed(), held));
  }

  /// Months that were read.
  ///
  /// @param read their keys
  /// @param stored those that there are
  /// @param changed what some of them become
  private record Known(
      Set<MonthKey> read, Map<MonthKey, StoredMonth> stored, Map<MonthKey, StoredMonth> changed) {}

  private static <E extends UploadEntry> void forEach(
      Path partition, PartitionCodec<E> codec, PartitionCodec.Rows<E> action) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(partition)))) {
      codec.forEach(in, action);
    }
  }
}
