package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.Recalculation;
import groundswell.domain.scoring.Recalculations;
import java.util.Optional;

/// The recalculations, in the Programs table beside the definitions. Each part that is done has an
/// attribute of its own, so that a repetition counts once.
public final class DynamoDbRecalculations implements Recalculations {
  private static final String SINCE = "s";
  private static final String STARTED_AT = "g";
  private static final String PARTS = "n";
  private static final String DONE_PREFIX = "d";

  private final Table programs;

  public DynamoDbRecalculations(Table programs) {
    this.programs = programs;
  }

  /// Whether an item of the Programs table is a recalculation.
  public static boolean isRecalculation(Item item) {
    return item.sortKey().equals(Keys.RECALCULATION)
        && item.partitionKey().startsWith(Keys.CHALLENGE + "#");
  }

  @Override
  public Optional<Recalculation> find(TenantId tenant, ChallengeId challenge) {
    return programs.get(key(tenant, challenge)).map(DynamoDbRecalculations::recalculation);
  }

  @Override
  public void begin(TenantId tenant, ChallengeId challenge, Recalculation next) {
    var version = attribute(Item.VERSION);
    var isLater =
        version
            .isAbsent()
            .or(version.isLessThan(next.version()))
            .or(version.is(next.version()).and(attribute(SINCE).isLessThan(next.since())));
    programs.putIf(
        Item.at(key(tenant, challenge))
            .with(Item.VERSION, next.version())
            .with(SINCE, next.since())
            .with(STARTED_AT, next.startedAt())
            .with(PARTS, next.parts()),
        isLater);
  }

  @Override
  public void finishPart(
      TenantId tenant, ChallengeId challenge, long version, long since, String part) {
    programs.update(
        Update.of(key(tenant, challenge))
            .set(DONE_PREFIX + part, 1)
            .onlyIf(attribute(Item.VERSION).is(version))
            .onlyIf(attribute(SINCE).is(since)));
  }

  private static Recalculation recalculation(Item item) {
    long done = item.names().stream().filter(name -> name.startsWith(DONE_PREFIX)).count();
    return new Recalculation(
        item.number(Item.VERSION),
        item.number(SINCE),
        item.time(STARTED_AT),
        item.smallNumber(PARTS),
        Math.toIntExact(done));
  }

  private static Key key(TenantId tenant, ChallengeId challenge) {
    return new Key(Keys.challenge(tenant, challenge), Keys.RECALCULATION);
  }
}
