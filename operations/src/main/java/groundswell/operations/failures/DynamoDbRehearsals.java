package groundswell.operations.failures;

import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.domain.Rehearsal.Verdict;
import groundswell.operations.domain.Rehearsals;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tables.Condition;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Rehearsals in the Operations table.
public final class DynamoDbRehearsals implements Rehearsals {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final String PREFIX = "REHEARSAL#";
  private static final String RECORD = "REHEARSAL";
  private static final String FILTER = "f";
  private static final String BY = "b";
  private static final String AT = "a";
  private static final String SAMPLES = "n";
  private static final String ASKED = "q";
  private static final String VERDICTS = "v";
  private static final String VERDICT = "v";
  private static final String FAILURE = "i";
  private static final String FAILED = "e";
  private static final String WRITES = "w";

  private final Table operations;
  private final InstantSource clock;

  public DynamoDbRehearsals(Table operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void create(Rehearsal rehearsal) {
    operations.putIf(item(rehearsal), Condition.isNew());
  }

  @Override
  public void put(Rehearsal rehearsal) {
    operations.put(item(rehearsal));
  }

  private static Item item(Rehearsal rehearsal) {
    var item =
        Item.at(key(rehearsal.id()))
            .with(FILTER, FilterCodec.write(rehearsal.filter()))
            .with(BY, rehearsal.by())
            .with(AT, rehearsal.askedAt())
            .with(SAMPLES, rehearsal.samples())
            .withTexts(ASKED, rehearsal.asked().stream().map(FailureId::value).toList())
            .expiringAt(rehearsal.askedAt().plus(LIFE));
    rehearsal
        .verdicts()
        .ifPresent(
            verdicts ->
                item.withMaps(VERDICTS, verdicts.stream().map(DynamoDbRehearsals::map).toList()));
    return item;
  }

  @Override
  public Optional<Rehearsal> find(String id) {
    return operations.get(key(id)).map(item -> rehearsal(id, item));
  }

  @Override
  public void putVerdict(String id, Verdict verdict) {
    operations.put(
        Item.at(verdictKey(id, verdict.failure()))
            .with(VERDICT, map(verdict))
            .expiringAt(clock.instant().plus(LIFE)));
  }

  @Override
  public Optional<Verdict> verdict(String id, FailureId failure) {
    return operations.get(verdictKey(id, failure)).map(item -> verdict(item.map(VERDICT)));
  }

  private static Key key(String id) {
    return new Key(PREFIX + id, RECORD);
  }

  private static Key verdictKey(String id, FailureId failure) {
    return new Key(PREFIX + id, "VERDICT#" + failure.value());
  }

  private static Rehearsal rehearsal(String id, Item item) {
    return new Rehearsal(
        id,
        FilterCodec.read(JsonObject.parse(item.text(FILTER))),
        item.text(BY),
        item.time(AT),
        item.smallNumber(SAMPLES),
        item.texts(ASKED).stream().map(FailureId::new).toList(),
        item.has(VERDICTS)
            ? Optional.of(item.maps(VERDICTS).stream().map(DynamoDbRehearsals::verdict).toList())
            : Optional.<List<Verdict>>empty());
  }

  private static Item map(Verdict verdict) {
    var map =
        Item.empty().with(FAILURE, verdict.failure().value()).withTexts(WRITES, verdict.writes());
    verdict.failed().ifPresent(why -> map.with(FAILED, why));
    return map;
  }

  private static Verdict verdict(Item item) {
    return new Verdict(
        new FailureId(item.text(FAILURE)), item.textIfPresent(FAILED), item.texts(WRITES));
  }
}
