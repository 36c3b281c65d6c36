package groundswell.operations.failures;

import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.Step;
import groundswell.operations.domain.RedriveId;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import java.time.Duration;
import java.util.Optional;

/// A redrive's item.
final class RedriveItems {
  static final String PARTITION = "REDRIVES";

  private static final String FILTER = "f";
  private static final String BY = "b";
  private static final String REASON = "r";
  private static final String STARTED_AT = "a";
  private static final String PERCENT_MAX = "p";
  private static final String PER_SECOND_MAX = "q";
  private static final String STATE = "z";
  private static final String STEPS = "s";
  private static final String REMARK = "m";
  private static final String CLAIMED = "c";
  private static final String SUCCEEDED = "k";
  private static final String FAILED = "e";
  private static final String SILENT = "n";
  private static final String TOOK = "w";

  private RedriveItems() {}

  static Key key(RedriveId id) {
    return new Key(PARTITION, id.value());
  }

  /// The partition for everything that belongs to one redrive.
  static String partition(RedriveId id) {
    return "REDRIVE#" + id.value();
  }

  static Item item(Redrive redrive, long version) {
    return Item.at(key(redrive.id()))
        .with(FILTER, FilterCodec.write(redrive.order().filter()))
        .with(BY, redrive.order().by())
        .with(REASON, redrive.order().reason())
        .with(STARTED_AT, redrive.order().at())
        .with(PERCENT_MAX, redrive.order().refailurePercentMax())
        .with(PER_SECOND_MAX, redrive.order().perSecondMax())
        .with(STATE, redrive.state().name())
        .withMaps(STEPS, redrive.steps().stream().map(RedriveItems::map).toList())
        .with(REMARK, redrive.remark())
        .with(Item.VERSION, version)
        .expiringAt(redrive.order().at().plus(DynamoDbRedrives.LIFE));
  }

  static Redrive redrive(Item item) {
    return new Redrive(
        new RedriveId(item.sortKey()),
        new Redrive.Order(
            FilterCodec.read(JsonObject.parse(item.text(FILTER))),
            item.text(BY),
            item.text(REASON),
            item.time(STARTED_AT),
            item.smallNumber(PERCENT_MAX),
            item.smallNumber(PER_SECOND_MAX)),
        Redrive.State.valueOf(item.text(STATE)),
        item.maps(STEPS).stream().map(RedriveItems::step).toList(),
        item.text(REMARK),
        item.number(Item.VERSION));
  }

  private static Item map(Step step) {
    var item =
        Item.empty()
            .with(CLAIMED, step.claimed())
            .with(SUCCEEDED, step.succeeded())
            .with(FAILED, step.failedAgain())
            .with(SILENT, step.silent());
    step.meanTook().ifPresent(took -> item.with(TOOK, took.toMillis()));
    return item;
  }

  private static Step step(Item item) {
    return new Step(
        item.smallNumber(CLAIMED),
        item.smallNumber(SUCCEEDED),
        item.smallNumber(FAILED),
        item.smallNumber(SILENT),
        item.has(TOOK) ? Optional.of(Duration.ofMillis(item.number(TOOK))) : Optional.empty());
  }
}
