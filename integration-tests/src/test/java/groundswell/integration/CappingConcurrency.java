package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.faults.Slowness;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Tenant;
import groundswell.local.template.Topology.Queue;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why each mapping has a maximum concurrency: with a reserved concurrency alone, Lambda receives
/// messages that it then throttles, until they are dead-lettered without ever having run
/// (<https://aws.amazon.com/premiumsupport/knowledge-center/lambda-sqs-scaling>).
class CappingConcurrency {
  private static final int UPLOADS = 30;
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "PartitionQueueMaximumConcurrency", "2",
          "TenantOpenUploads", "100",
          "BulkMaxReceiveCount", "2");
  private static final String HANDLER =
      "Handler: groundswell.activityloader.ActivityLoaderFunction\n";
  private static final String RESERVED = "      ReservedConcurrentExecutions: 2\n";
  private static final String CAP =
      "ScalingConfig: {MaximumConcurrency: !Ref PartitionQueueMaximumConcurrency}\n";

  @TempDir private Path directory;

  @Test
  void keepsHealthyMessagesFromBeingGivenUp() throws IOException {
    var template = Files.readString(OneJvm.TEMPLATE);
    var reserved = replaced(template, HANDLER, HANDLER + RESERVED);

    long withCap = givenUp("with-cap", reserved);
    long withoutCap = givenUp("without-cap", replaced(reserved, CAP, ""));

    System.out.printf(
        "never executed, of %d: %d with a maximum concurrency, %d without%n",
        UPLOADS, withCap, withoutCap);
    assertThat(withCap).isZero();
    assertThat(withoutCap).isPositive();
  }

  /// @return how many messages of healthy uploads were dead-lettered without having run
  private long givenUp(String name, String template) throws IOException {
    var file = Files.writeString(directory.resolve(name + ".yaml"), template);
    var options =
        OneJvm.options(file, directory.resolve(name))
            .withParameters(PARAMETERS)
            .withQueues(CappingConcurrency::redeliveredSoon)
            .withInterceptor(
                new Slowness("ActivityLoader", "BatchGetItem", Duration.ofMillis(500)));
    try (var stack = OneJvm.start(options)) {
      var tenant = Tenant.fresh(stack);
      tenant.define(ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000"));
      tenant.register(MemberRow.of("ann", "steps"));
      var uploads =
          IntStream.range(0, UPLOADS)
              .mapToObj(n -> ActivityRow.of("ann", day(n), "steps", "1000"))
              .map(row -> tenant.send(List.of(new FileLine.Good(row))))
              .toList();
      stack.awaitQuiet();

      var failed = new Operator(stack).all(FailureFilter.OPEN);
      if (failed.isEmpty()) {
        uploads.forEach(tenant::await);
        tenant.settle();
      }
      return failed.stream()
          .filter(failure -> failure.cause().kind() == FailureKind.NO_NOTE)
          .count();
    }
  }

  private static Queue redeliveredSoon(Queue queue) {
    return queue.logicalId().equals("PartitionQueue")
        ? queue.withVisibilityTimeout(Duration.ofSeconds(2))
        : queue;
  }

  private static String replaced(String text, String part, String other) {
    assertThat(text).containsOnlyOnce(part);
    return text.replace(part, other);
  }
}
