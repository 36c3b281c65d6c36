package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Mapping;
import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Lambda stops a function that invoked itself some 16 times in a row, through a queue, a bucket or
/// by a call, unless the function allows it
/// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>).
class Loops {
  private final Template template = Template.read();
  private final List<Resource> functions = template.resources(Template.FUNCTION);

  /// What it may send to is known from its permissions, which are those of its code.
  @Test
  void areAllowedToThoseFunctionsThatInvokeThemselvesAndToNoOther() {
    assertThat(ids(function -> template.ofFunction(function, "RecursiveLoop").is("Allow")))
        .containsExactlyElementsOf(ids(this::invokesItself))
        .isNotEmpty();
  }

  /// The API begins each chain, and is invoked by none.
  @Test
  void callSomebodyWhereLambdaStopsThem() {
    var watched =
        template.resources("AWS::CloudWatch::Alarm").stream()
            .flatMap(alarm -> alarm.properties().at("Metrics").items().stream())
            .map(metric -> metric.at("MetricStat", "Metric"))
            .filter(metric -> metric.at("MetricName").is("RecursiveInvocationsDropped"))
            .flatMap(metric -> metric.at("Dimensions").references().stream());

    assertThat(watched)
        .containsExactlyInAnyOrderElementsOf(
            ids(function -> !function.equals("Api") && !invokesItself(function)));
  }

  private Set<String> ids(Predicate<String> wanted) {
    return functions.stream()
        .map(Resource::id)
        .filter(wanted)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean invokesItself(String function) {
    var sources =
        template.queueMappings().stream()
            .filter(mapping -> mapping.function().equals(function))
            .map(Mapping::source)
            .collect(Collectors.toSet());
    return mayUse(function, "sqs:SendMessage").anyMatch(sources::contains)
        || mayUse(function, "lambda:InvokeFunction").anyMatch(function::equals)
        || prefixesWritten(function)
            .anyMatch(written -> toldTo(sources).anyMatch(told -> overlap(written, told)));
  }

  private Stream<String> mayUse(String function, String action) {
    return template.allowed(function, action).stream()
        .flatMap(statement -> statement.at("Resource").references().stream());
  }

  private Stream<String> prefixesWritten(String function) {
    return template.allowed(function, "s3:PutObject").stream()
        .flatMap(statement -> statement.at("Resource").texts())
        .map(resource -> resource.text().replaceFirst(".*[.]Arn}/", "").replace("*", ""));
  }

  /// The prefixes of the objects that the bucket tells these queues of.
  private Stream<String> toldTo(Set<String> queues) {
    return template.resources("AWS::S3::Bucket").stream()
        .flatMap(
            bucket ->
                bucket
                    .properties()
                    .at("NotificationConfiguration", "QueueConfigurations")
                    .items()
                    .stream())
        .filter(notification -> queues.contains(notification.at("Queue").reference().orElse("")))
        .flatMap(notification -> notification.at("Filter", "S3Key", "Rules").items().stream())
        .map(rule -> rule.at("Value").text());
  }

  private static boolean overlap(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }
}
