package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Mapping;
import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Lambda stops a function that invoked itself about 16 times in a row, through a queue, a bucket
/// or a call, unless the function allows it
/// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>).
class Loops {
  /// The objects of a policy's resource.
  private static final Pattern OBJECTS = Pattern.compile(".*\\{(\\w+)[.]Arn}/([^*]*)[*]?");

  private final Template template = Template.read();
  private final List<Resource> functions = template.resources(Template.FUNCTION);

  /// A function's permissions show where it may send to; they match its code.
  @Test
  void areAllowedToThoseFunctionsThatInvokeThemselvesAndToNoOther() {
    assertThat(ids(function -> template.ofFunction(function, "RecursiveLoop").is("Allow")))
        .containsExactlyElementsOf(ids(this::invokesItself))
        .isNotEmpty();
  }

  /// The API needs no alarm: it begins chains, and no chain invokes it.
  @Test
  void callSomebodyWhereLambdaStopsThem() {
    var answering = template.answeringTheApi();
    var watched =
        template.resources("AWS::CloudWatch::Alarm").stream()
            .flatMap(alarm -> alarm.properties().at("Metrics").items().stream())
            .map(metric -> metric.at("MetricStat", "Metric"))
            .filter(metric -> metric.at("MetricName").is("RecursiveInvocationsDropped"))
            .flatMap(metric -> metric.at("Dimensions").references().stream());

    assertThat(watched)
        .containsExactlyInAnyOrderElementsOf(
            ids(function -> !answering.contains(function) && !invokesItself(function)));
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
        || objectsWritten(function)
            .anyMatch(written -> toldTo(sources).anyMatch(written::overlaps));
  }

  private Stream<String> mayUse(String function, String action) {
    return template.allowed(function, action).stream()
        .flatMap(statement -> statement.at("Resource").references().stream());
  }

  private Stream<Objects> objectsWritten(String function) {
    return template.allowed(function, "s3:PutObject").stream()
        .flatMap(statement -> statement.at("Resource").texts())
        .map(resource -> OBJECTS.matcher(resource.text()))
        .filter(Matcher::matches)
        .map(objects -> new Objects(objects.group(1), objects.group(2)));
  }

  /// The objects that buckets notify these queues of; a notification without a filter covers all
  /// objects.
  private Stream<Objects> toldTo(Set<String> queues) {
    return template.resources("AWS::S3::Bucket").stream()
        .flatMap(
            bucket ->
                bucket
                    .properties()
                    .at("NotificationConfiguration", "QueueConfigurations")
                    .items()
                    .stream()
                    .filter(told -> queues.contains(told.at("Queue").reference().orElse("")))
                    .flatMap(Loops::prefixes)
                    .map(prefix -> new Objects(bucket.id(), prefix)));
  }

  private static Stream<String> prefixes(Property notification) {
    var rules = notification.at("Filter", "S3Key", "Rules").items();
    return rules.isEmpty() ? Stream.of("") : rules.stream().map(rule -> rule.at("Value").text());
  }

  /// @param bucket its logical id
  private record Objects(String bucket, String prefix) {
    boolean overlaps(Objects other) {
      return bucket.equals(other.bucket)
          && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
    }
  }
}
