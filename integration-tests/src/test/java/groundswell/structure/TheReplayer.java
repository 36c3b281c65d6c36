package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Replayer.Target;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The replayer can put every failure back and rehearse it. A queue or a function that is missing
/// in one of its lists would be noticed only at the first redrive of its failures.
class TheReplayer {
  /// They record and replay the failures of the others. Their own are redriven, but not rehearsed.
  private static final Set<String> NOT_CALLED = Set.of("FailureRecorder", Replayer.ID);

  private final Template template = Template.read();
  private final Replayer replayer = new Replayer(template);

  @Test
  void knowsWhereTheFailuresOfEachQueueGoBackTo() {
    var expected =
        template.queueMappings().stream()
            .filter(mapping -> template.workQueues().contains(mapping.source()))
            .map(this::target)
            .toList();

    assertThat(replayer.targets()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
  }

  private Target target(Template.Mapping mapping) {
    var queue = template.resource(mapping.source()).properties();
    return new Target(
        queue.at("RedrivePolicy", "deadLetterTargetArn").reference().orElseThrow(),
        mapping.source(),
        mapping.properties().at("ScalingConfig", "MaximumConcurrency").reference().orElseThrow(),
        service(mapping.function()));
  }

  /// And to its own dead letters, as every function with a batch loop.
  @Test
  void maySendToTheQueuesThatFailuresGoBackTo() {
    var queues = queues();
    queues.add("RedriveDeadLetterQueue");

    assertThat(resources(Replayer.ID, "sqs:SendMessage")).isEqualTo(queues);
  }

  /// Before a redrive, operators see how full its queues are.
  @Test
  void sendsToQueuesWhoseLengthTheOperatorsApiMayRead() {
    assertThat(resources("OperatorApi", "sqs:GetQueueAttributes")).isEqualTo(queues());
  }

  @Test
  void callsEveryFunctionThatReadsAQueueOrAStream() {
    var expected = new TreeMap<String, String>();
    Stream.concat(template.queueMappings().stream(), template.streamMappings().stream())
        .map(Template.Mapping::function)
        .filter(function -> !NOT_CALLED.contains(function))
        .forEach(function -> expected.put(service(function), function));

    assertThat(replayer.called()).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void mayInvokeTheFunctionsThatItCalls() {
    var live =
        replayer.called().values().stream()
            .map(function -> "${%s.Arn}:live".formatted(function))
            .toList();

    assertThat(template.allowed(Replayer.ID, "lambda:InvokeFunction"))
        .flatMap(statement -> statement.at("Resource").texts().toList())
        .extracting(Property.Text::text)
        .containsExactlyInAnyOrderElementsOf(live);
  }

  private Set<String> queues() {
    return replayer.targets().stream()
        .map(Target::queue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> resources(String function, String action) {
    return template.allowed(function, action).stream()
        .flatMap(statement -> statement.at("Resource").references().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String service(String function) {
    return Objects.requireNonNull(template.environment(function).get("POWERTOOLS_SERVICE_NAME"))
        .text();
  }
}
