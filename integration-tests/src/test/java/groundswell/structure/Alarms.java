package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.replayer.ReplayerCommand;
import groundswell.structure.Template.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Everything that can fall behind, fail or be lost raises an alarm.
class Alarms {
  /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html>.
  private static final int METRICS_MAX = 10;

  private static final Pattern SHARE = Pattern.compile("(\\w+) / \\$\\{(\\w+)}");

  private final Template template = Template.read();
  private final List<Resource> alarms = template.resources("AWS::CloudWatch::Alarm");
  private final Set<String> functions = ids(template.resources(Template.FUNCTION).stream());
  private final Set<String> sources = template.workQueues();

  @Test
  void watchEveryDeadLetterQueue() {
    assertThat(watched("ApproximateNumberOfMessagesVisible"))
        .containsExactlyInAnyOrderElementsOf(
            ids(template.resources(Template.QUEUE).stream()).stream()
                .filter(queue -> !sources.contains(queue))
                .toList());
  }

  @Test
  void watchTheOldestMessageOfEveryQueue() {
    assertThat(watched("ApproximateAgeOfOldestMessage"))
        .containsExactlyInAnyOrderElementsOf(sources);
  }

  @Test
  void watchEveryStreamAndWhereItsFailuresGo() {
    var readers = template.streamMappings().stream().map(Template.Mapping::function).toList();

    assertThat(watched("IteratorAge")).containsExactlyInAnyOrderElementsOf(readers);
    assertThat(watched("DestinationDeliveryFailures")).containsExactlyInAnyOrderElementsOf(readers);
  }

  /// The API needs no alarm on errors: it answers its crashes with a 5xx, which has an alarm.
  @Test
  void watchEveryFunction() {
    var answering = template.answeringTheApi();
    var others = functions.stream().filter(function -> !answering.contains(function)).toList();

    assertThat(watched("Throttles")).containsExactlyInAnyOrderElementsOf(functions);
    assertThat(watched("Errors")).containsExactlyInAnyOrderElementsOf(others);
    assertThat(watched("Duration")).containsExactlyInAnyOrderElementsOf(others);
    assertThat(watched("5xx")).containsExactly("HttpApi");
    assertThat(watched("4xx")).containsExactly("HttpApi");
    assertThat(metrics("ConcurrentExecutions")).hasSize(1);
  }

  @Test
  void compareEachDurationWithItsOwnTimeout() {
    var byId =
        metricQueries()
            .filter(query -> metric(query).at("MetricName").is("Duration"))
            .collect(
                Collectors.toMap(
                    query -> query.at("Id").text(),
                    query -> metric(query).at("Dimensions").references().iterator().next()));
    var shares = new HashMap<String, Property>();
    for (var alarm : List.of("DurationAlarm", "OperationsDurationAlarm")) {
      var expression = template.resource(alarm).properties().at("Metrics").items().getFirst();
      var substitution = expression.at("Expression").items();
      SHARE
          .matcher(substitution.getFirst().text())
          .results()
          .forEach(share -> shares.put(share.group(1), substitution.getLast().at(share.group(2))));
    }

    assertThat(shares).hasSameSizeAs(byId).isNotEmpty();
    assertThat(byId)
        .allSatisfy(
            (id, function) ->
                assertThat(template.ofFunction(function, "Timeout")).isEqualTo(shares.get(id)));
  }

  @Test
  void watchEveryRule() {
    var names =
        template.resources("AWS::Events::Rule").stream()
            .map(rule -> rule.properties().at("Name").text());

    assertThat(
            metrics("InvocationsFailedToBeSentToDlq")
                .flatMap(metric -> metric.at("Dimensions").items().stream())
                .filter(dimension -> dimension.at("Name").is("RuleName"))
                .map(dimension -> dimension.at("Value").text()))
        .containsExactlyInAnyOrderElementsOf(names.toList());
  }

  @Test
  void watchEveryTableAndIndex() {
    var tables = template.resources("AWS::DynamoDB::Table");
    var indexes =
        tables.stream()
            .flatMap(table -> table.properties().at("GlobalSecondaryIndexes").items().stream())
            .map(index -> index.at("IndexName").text());

    assertThat(Set.copyOf(watched("WriteThrottleEvents"))).isEqualTo(ids(tables.stream()));
    assertThat(
            metrics("WriteThrottleEvents")
                .flatMap(metric -> metric.at("Dimensions").items().stream())
                .filter(dimension -> dimension.at("Name").is("GlobalSecondaryIndexName"))
                .map(dimension -> dimension.at("Value").text()))
        .containsExactlyInAnyOrderElementsOf(indexes.toList());
  }

  /// A metric of our own is emitted by the function that the alarm names.
  @Test
  void watchNothingThatIsNeverMeasured() {
    assertThat(
            Stream.of("FailuresRecorded", "NotRecorded", "MessagesReturned", "FailuresExpiringSoon")
                .flatMap(this::metrics))
        .isNotEmpty()
        .allSatisfy(
            metric ->
                assertThat(emitters(metric.at("MetricName").text()))
                    .contains(metric.at("Dimensions").items().getFirst().at("Value").text()));
    assertThat(ownMetrics().map(metric -> metric.at("MetricName").text()))
        .isSubsetOf("FailuresRecorded", "NotRecorded", "MessagesReturned", "FailuresExpiringSoon");
  }

  /// What expires is counted whether or not somebody looks, and at least once in each period of the
  /// alarm.
  @Test
  void watchWhatAScheduleCounts() {
    var schedule = template.resource("ExpirySchedule").properties();
    var target = schedule.at("Target");

    assertThat(target.at("Input").text()).isEqualTo(new ReplayerCommand.CountExpiring().message());
    assertThat(target.at("Arn").reference()).hasValue("RedriveQueue");
    assertThat(schedule.at("ScheduleExpression").text()).isEqualTo("rate(1 hour)");
    assertThat(template.number(template.resource("ExpiringAlarm").properties().at("Period")))
        .isGreaterThanOrEqualTo(2 * Duration.ofHours(1).toSeconds());
  }

  /// Two stacks of one account would share their alarms otherwise.
  @Test
  void watchOnlyWhatTheirOwnStackMeasures() {
    assertThat(ownMetrics().map(metric -> metric.at("Namespace").text()))
        .isNotEmpty()
        .containsOnly("Groundswell/${AWS::StackName}");
    assertThat(
            template.resources(Template.FUNCTION).stream()
                .map(
                    function ->
                        template
                            .ofFunction(
                                function.id(),
                                "Environment",
                                "Variables",
                                "POWERTOOLS_METRICS_NAMESPACE")
                            .text()))
        .containsOnly("Groundswell/${AWS::StackName}");
  }

  @Test
  void haveNoMoreMetricsThanAnAlarmMayHave() {
    assertThat(alarms)
        .allSatisfy(
            alarm ->
                assertThat(
                        alarm.properties().at("Metrics").items().stream()
                            .filter(query -> !query.at("MetricStat").missing()))
                    .hasSizeLessThanOrEqualTo(METRICS_MAX));
  }

  @Test
  void callSomebody() {
    assertThat(alarms)
        .allMatch(alarm -> !alarm.properties().at("AlarmActions").items().isEmpty(), "an action")
        .allMatch(alarm -> !alarm.properties().at("AlarmDescription").missing(), "a description");
  }

  /// The services whose code names a metric.
  private Set<String> emitters(String metric) {
    var sources =
        OurClasses.SOURCES.stream()
            .filter(file -> Repository.text(file).contains("\"%s\"".formatted(metric)))
            .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
            .toList();
    return template.resources(Template.FUNCTION).stream()
        .filter(
            function ->
                CallGraph.of(function.properties().at("Handler").text()).classes().stream()
                    .anyMatch(type -> sources.contains(type.getSimpleName())))
        .map(
            function ->
                function
                    .properties()
                    .at("Environment", "Variables", "POWERTOOLS_SERVICE_NAME")
                    .text())
        .collect(Collectors.toSet());
  }

  private List<String> watched(String metric) {
    return metrics(metric).flatMap(each -> each.at("Dimensions").references().stream()).toList();
  }

  private Stream<Property> metrics(String name) {
    return everyMetric().filter(metric -> metric.at("MetricName").is(name));
  }

  /// Those that no service of AWS emits.
  private Stream<Property> ownMetrics() {
    return everyMetric().filter(metric -> !metric.at("Namespace").text().startsWith("AWS/"));
  }

  /// An alarm has one metric, or a formula over several.
  private Stream<Property> everyMetric() {
    return Stream.concat(
        alarms.stream().map(Resource::properties).filter(own -> !own.at("MetricName").missing()),
        metricQueries().map(Alarms::metric).filter(metric -> !metric.missing()));
  }

  private Stream<Property> metricQueries() {
    return alarms.stream().flatMap(alarm -> alarm.properties().at("Metrics").items().stream());
  }

  private static Property metric(Property query) {
    return query.at("MetricStat", "Metric");
  }

  private static Set<String> ids(Stream<Resource> resources) {
    return resources.map(Resource::id).collect(Collectors.toSet());
  }
}
