package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/// The attribute by which a table's items expire:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>.
final class TimeToLive {
  private static final int ATTRIBUTE_NAME_LENGTH_MAX = 255;

  private final Engine engine;

  TimeToLive(Engine engine) {
    this.engine = engine;
  }

  UpdateTimeToLiveResponse update(UpdateTimeToLiveRequest request) {
    var name = TableNames.ofTableRequest(request.tableName());
    var wanted = request.timeToLiveSpecification();
    var constraints = new Constraints().notNull("timeToLiveSpecification", wanted);
    if (wanted != null)
      constraints
          .notNull("timeToLiveSpecification.enabled", wanted.enabled())
          .notNull("timeToLiveSpecification.attributeName", wanted.attributeName())
          .length(
              "timeToLiveSpecification.attributeName",
              wanted.attributeName(),
              1,
              ATTRIBUTE_NAME_LENGTH_MAX);
    constraints.check();
    var table = engine.tableNamed(name);
    check(table.timeToLiveAttribute(), wanted.enabled(), wanted.attributeName());
    engine
        .database()
        .expireBy(table, wanted.enabled() ? Optional.of(wanted.attributeName()) : Optional.empty());
    return UpdateTimeToLiveResponse.builder().timeToLiveSpecification(wanted).build();
  }

  private static void check(Optional<String> current, boolean isWanted, String attribute) {
    if (current.isEmpty()) {
      if (!isWanted) throw Errors.validation("TimeToLive is already disabled");
      return;
    }
    if (!current.get().equals(attribute))
      throw Errors.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + current.get());
    if (isWanted) throw Errors.validation("TimeToLive is already enabled");
  }

  DescribeTimeToLiveResponse describe(DescribeTimeToLiveRequest request) {
    var attribute =
        engine.tableNamed(TableNames.ofTableRequest(request.tableName())).timeToLiveAttribute();
    var description = TimeToLiveDescription.builder();
    if (attribute.isEmpty()) description.timeToLiveStatus(TimeToLiveStatus.DISABLED);
    else description.timeToLiveStatus(TimeToLiveStatus.ENABLED).attributeName(attribute.get());
    return DescribeTimeToLiveResponse.builder().timeToLiveDescription(description.build()).build();
  }
}
