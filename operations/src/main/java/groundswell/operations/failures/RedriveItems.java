package groundswell.operations.failures;

import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.Step;
import groundswell.operations.domain.RedriveId;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tables.Item;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

  static Map<String, AttributeValue> key(RedriveId id) {
    return Item.key(PARTITION, id.value());
  }

  /// The partition for everything that belongs to one redrive.
  static String partition(RedriveId id) {
    return "REDRIVE#" + id.value();
  }

  static Map<String, AttributeValue> item(Redrive redrive, long version) {
    return Item.at(PARTITION, redrive.id().value())
        .with(FILTER, FilterCodec.write(redrive.order().filter()))
        .with(BY, redrive.order().by())
        .with(REASON, redrive.order().reason())
        .with(STARTED_AT, redrive.order().at())
        .with(PERCENT_MAX, redrive.order().refailurePercentMax())
        .with(PER_SECOND_MAX, redrive.order().perSecondMax())
        .with(STATE, redrive.state().name())
        .with(
            STEPS, AttributeValue.fromL(redrive.steps().stream().map(RedriveItems::value).toList()))
        .with(REMARK, redrive.remark())
        .with(FailureItems.VERSION, version)
        .expiringAt(redrive.order().at().plus(DynamoDbRedrives.LIFE))
        .attributes();
  }

  static Redrive redrive(Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
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
        item.list(STEPS).stream().map(RedriveItems::step).toList(),
        item.text(REMARK),
        item.number(FailureItems.VERSION));
  }

  private static AttributeValue value(Step step) {
    var item =
        Item.of(new HashMap<>())
            .with(CLAIMED, step.claimed())
            .with(SUCCEEDED, step.succeeded())
            .with(FAILED, step.failedAgain())
            .with(SILENT, step.silent());
    step.meanTook().ifPresent(took -> item.with(TOOK, took.toMillis()));
    return AttributeValue.fromM(item.attributes());
  }

  private static Step step(AttributeValue value) {
    var item = Item.of(value.m());
    return new Step(
        item.smallNumber(CLAIMED),
        item.smallNumber(SUCCEEDED),
        item.smallNumber(FAILED),
        item.smallNumber(SILENT),
        item.has(TOOK) ? Optional.of(Duration.ofMillis(item.number(TOOK))) : Optional.empty());
  }
}
