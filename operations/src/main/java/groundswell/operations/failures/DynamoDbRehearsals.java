package groundswell.operations.failures;

import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.domain.Rehearsal.Verdict;
import groundswell.operations.domain.Rehearsals;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  public void put(Rehearsal rehearsal) {
    var item =
        Item.at(PREFIX + rehearsal.id(), RECORD)
            .with(FILTER, FilterCodec.write(rehearsal.filter()))
            .with(BY, rehearsal.by())
            .with(AT, rehearsal.askedAt())
            .with(SAMPLES, rehearsal.samples())
            .with(
                ASKED, FailureItems.list(rehearsal.asked().stream().map(FailureId::value).toList()))
            .expiringAt(rehearsal.askedAt().plus(LIFE));
    rehearsal
        .verdicts()
        .ifPresent(
            verdicts ->
                item.with(
                    VERDICTS,
                    AttributeValue.fromL(
                        verdicts.stream().map(DynamoDbRehearsals::value).toList())));
    operations.put(item.attributes());
  }

  @Override
  public Optional<Rehearsal> find(String id) {
    return operations
        .get(Item.key(PREFIX + id, RECORD))
        .map(Item::of)
        .map(item -> rehearsal(id, item));
  }

  @Override
  public void putVerdict(String id, Verdict verdict) {
    operations.put(
        Item.at(PREFIX + id, verdictKey(verdict.failure()))
            .with(VERDICTS, value(verdict))
            .expiringAt(clock.instant().plus(LIFE))
            .attributes());
  }

  @Override
  public Optional<Verdict> verdict(String id, FailureId failure) {
    return operations
        .get(Item.key(PREFIX + id, verdictKey(failure)))
        .map(item -> verdict(AttributeValue.fromM(Item.of(item).map(VERDICTS))));
  }

  private static String verdictKey(FailureId failure) {
    return "VERDICT#" + failure.value();
  }

  private static Rehearsal rehearsal(String id, Item item) {
    return new Rehearsal(
        id,
        FilterCodec.read(JsonObject.parse(item.text(FILTER))),
        item.text(BY),
        item.time(AT),
        item.smallNumber(SAMPLES),
        item.list(ASKED).stream().map(AttributeValue::s).map(FailureId::new).toList(),
        item.has(VERDICTS)
            ? Optional.of(item.list(VERDICTS).stream().map(DynamoDbRehearsals::verdict).toList())
            : Optional.<List<Verdict>>empty());
  }

  private static AttributeValue value(Verdict verdict) {
    var fields = new HashMap<String, AttributeValue>();
    fields.put(FAILURE, AttributeValue.fromS(verdict.failure().value()));
    verdict.failed().ifPresent(why -> fields.put(FAILED, AttributeValue.fromS(why)));
    fields.put(WRITES, FailureItems.list(verdict.writes()));
    return AttributeValue.fromM(fields);
  }

  private static Verdict verdict(AttributeValue value) {
    var item = Item.of(value.m());
    return new Verdict(
        new FailureId(item.text(FAILURE)),
        item.textIfPresent(FAILED),
        item.list(WRITES).stream().map(AttributeValue::s).toList());
  }
}
