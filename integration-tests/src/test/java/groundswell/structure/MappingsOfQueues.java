package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Mapping;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The settings that keep a burst from throttling the functions, and healthy messages out of the
/// dead-letter queues (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>).
class MappingsOfQueues {
  private static final int CAP_MIN = 2;
  private static final int VISIBILITY_PER_TIMEOUT = 6;

  private static final Set<String> LONG_RUNS = Set.of("UploadQueue", "RedriveQueue");
  private static final long MARGIN_SECONDS = 60;

  private final Template template = Template.read();
  private final List<Mapping> mappings = template.queueMappings();

  @Test
  void areThere() {
    assertThat(mappings).hasSizeGreaterThanOrEqualTo(9);
  }

  @Test
  void capTheirConcurrency() {
    assertThat(mappings)
        .allSatisfy(
            mapping ->
                assertThat(number(mapping, "ScalingConfig", "MaximumConcurrency"))
                    .isGreaterThanOrEqualTo(CAP_MIN));
  }

  /// A crashed run holds its place for as long as it could have run.
  @Test
  void leavePlacesToOtherTenantsThanOneWhoseFilesTakeLong() {
    var files = parameter("TenantFilesAtOnce");

    assertThat(files * 2).isLessThanOrEqualTo(parameter("UploadQueueMaximumConcurrency"));
  }

  private long parameter(String name) {
    return Long.parseLong(template.root().at("Parameters", name, "Default").text());
  }

  @Test
  void reportEachFailedMessageByItself() {
    assertThat(mappings)
        .allSatisfy(
            mapping ->
                assertThat(mapping.properties().at("FunctionResponseTypes").items())
                    .anyMatch(type -> type.is("ReportBatchItemFailures")));
  }

  @Test
  void areNotSwitchedOff() {
    assertThat(mappings)
        .allMatch(mapping -> !mapping.properties().at("Enabled").is("false"), "enabled");
  }

  /// A window on a quiet queue may wait up to 20 seconds
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>); a member who
  /// enters something looks at the board at once.
  @Test
  void waitForNothingInTheLiveLane() {
    assertThat(mappings)
        .filteredOn(
            mapping ->
                mapping.source().endsWith("LiveQueue")
                    || mapping.source().equals("NotificationQueue"))
        .isNotEmpty()
        .allSatisfy(mapping -> assertThat(window(mapping)).isZero());
  }

  /// Six timeouts give Lambda time to retry a throttled invocation
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>).
  @Test
  void keepAMessageHiddenForSixTimeoutsAndTheWindow() {
    assertThat(mappings)
        .filteredOn(mapping -> !LONG_RUNS.contains(mapping.source()))
        .allSatisfy(
            mapping ->
                assertThat(visibility(mapping))
                    .isGreaterThanOrEqualTo(
                        VISIBILITY_PER_TIMEOUT * timeout(mapping) + window(mapping)));
  }

  /// With a cap there is no throttling to allow for, and with six timeouts a crashed run of minutes
  /// would be retried only an hour later.
  @Test
  void bringALongRunThatDiedBackAfterAMinute() {
    assertThat(mappings)
        .filteredOn(mapping -> LONG_RUNS.contains(mapping.source()))
        .hasSameSizeAs(LONG_RUNS)
        .allSatisfy(
            mapping ->
                assertThat(visibility(mapping))
                    .isEqualTo(timeout(mapping) + window(mapping) + MARGIN_SECONDS));
  }

  @Test
  void leadToOneFunctionPerQueue() {
    assertThat(mappings).extracting(Mapping::source).doesNotHaveDuplicates();
  }

  @Test
  void staySmallerTogetherThanWhatTheirFunctionReserves() {
    assertThat(template.resources(Template.FUNCTION))
        .filteredOn(function -> !reserved(function.id()).missing())
        .allSatisfy(
            function ->
                assertThat(template.number(reserved(function.id())))
                    .isGreaterThanOrEqualTo(sumOfCaps(function.id())));
  }

  /// The API is called from outside, by any number of callers.
  @Test
  void doNotShareWhatTheyPromiseWithTheApi() {
    assertThat(template.answeringTheApi())
        .isNotEmpty()
        .allMatch(function -> reserved(function).reference().isPresent());
  }

  private Property reserved(String function) {
    return template.ofFunction(function, "ReservedConcurrentExecutions");
  }

  private long sumOfCaps(String function) {
    return mappings.stream()
        .filter(mapping -> mapping.function().equals(function))
        .mapToLong(mapping -> number(mapping, "ScalingConfig", "MaximumConcurrency"))
        .sum();
  }

  private long number(Mapping mapping, String... path) {
    return template.number(mapping.properties().at(path));
  }

  private long window(Mapping mapping) {
    return number(mapping, "MaximumBatchingWindowInSeconds");
  }

  private long timeout(Mapping mapping) {
    return template.number(template.ofFunction(mapping.function(), "Timeout"));
  }

  private long visibility(Mapping mapping) {
    return template.number(
        template.resource(mapping.source()).properties().at("VisibilityTimeout"));
  }
}
