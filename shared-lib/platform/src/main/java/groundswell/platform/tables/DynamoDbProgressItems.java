package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.platform.tables.Table.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/// The progress items in the Programs table.
public final class DynamoDbProgressItems implements ProgressItems {
  /// The most months of one update. An expression has at most 4 KB and 300 operators
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>).
  private static final int MONTHS_AT_ONCE_MAX = 40;

  private final Table programs;

  public DynamoDbProgressItems(Table programs) {
    this.programs = programs;
  }

  @Override
  public Optional<Progress> find(TenantId tenant, Challenge challenge, MemberId member) {
    return programs.get(key(tenant, challenge, member)).map(ProgressItemImages::progress);
  }

  @Override
  public Map<MemberId, Progress> findAll(
      TenantId tenant, Challenge challenge, Collection<MemberId> members) {
    var keys = members.stream().map(member -> key(tenant, challenge, member));
    return programs.getAll(keys, true).stream()
        .map(DynamoDbProgressItems::memberProgress)
        .collect(Collectors.toMap(MemberProgress::member, MemberProgress::progress));
  }

  /// Months that don't fit into one expression are written in several updates; the item is valid
  /// after each.
  @Override
  public PartialOutcome writePartial(
      TenantId tenant,
      Challenge challenge,
      MemberId member,
      Progress.PartialWrite write,
      Lane lane) {
    var key = key(tenant, challenge, member);
    var chunks =
        write.partials().entrySet().stream()
            .gather(Gatherers.windowFixed(MONTHS_AT_ONCE_MAX))
            .toList();
    for (var some : chunks) {
      switch (programs.update(update(key, write, some, lane))) {
        case Outcome.Written() -> {}
        case Outcome.Refused(var stored) -> {
          return new PartialOutcome.Refused(stored.map(ProgressItemImages::progress));
        }
      }
    }
    return new PartialOutcome.Written();
  }

  /// Writes some months' partials without reading the item, on condition that it has the same rule
  /// and enrolment, and a lower value version of each month, or none.
  private static Update update(
      Key key,
      Progress.PartialWrite write,
      List<Map.Entry<PartialKey, VersionedPartial>> months,
      Lane lane) {
    var update =
        Update.of(key)
            .add(Item.VERSION, 1)
            .set(Item.LANE, lane)
            .onlyIf(attribute(ProgressItemImages.RULE_VERSION).is(write.ruleVersion()))
            .onlyIf(attribute(ProgressItemImages.ENROLMENT_VERSION).is(write.enrolmentVersion()))
            .onlyIf(attribute(ProgressItemImages.JOINED).is(true));
    for (var month : months) {
      var partial = month.getValue();
      var name = ProgressItemImages.attributeOf(month.getKey());
      var floor = PackedPartial.floor(partial.valueVersion());
      update
          .set(name, PackedPartial.pack(partial))
          .onlyIf(attribute(name).isAbsent().or(attribute(name).isLessThan(floor)));
    }
    return update;
  }

  @Override
  public boolean writeFull(
      TenantId tenant,
      Challenge challenge,
      MemberId member,
      Progress next,
      long expectedRevision,
      Lane lane) {
    var item = ProgressItemImages.item(key(tenant, challenge, member), next, lane);
    return programs.putIf(item, expectedRevision).isWritten();
  }

  @Override
  public void delete(TenantId tenant, Challenge challenge, MemberId member, long revisionMax) {
    programs.deleteIf(
        key(tenant, challenge, member), Condition.versionIsAtMost(Item.VERSION, revisionMax));
  }

  @Override
  public Page listShard(
      TenantId tenant, Challenge challenge, int shard, Optional<MemberId> after, int limit) {
    var partition = Keys.progress(tenant, challenge.id(), shard);
    var all = Query.of(partition).limit(limit);
    var page =
        programs.page(
            after.map(member -> all.after(Item.at(partition, member.value()))).orElse(all));
    return new Page(
        page.items().stream().map(DynamoDbProgressItems::memberProgress).toList(),
        page.last().isPresent());
  }

  private static MemberProgress memberProgress(Item item) {
    return new MemberProgress(new MemberId(item.sortKey()), ProgressItemImages.progress(item));
  }

  private static Key key(TenantId tenant, Challenge challenge, MemberId member) {
    return new Key(
        Keys.progress(tenant, challenge.id(), challenge.shardOf(member)), member.value());
  }
}
