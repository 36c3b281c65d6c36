package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.MemberId;
import groundswell.integration.faults.Outage;
import groundswell.integration.faults.Slowness;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Redrive;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that invokes its function again and again, more often in one chain than Lambda allows
/// unless the template allows it:
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>.
class GoingOnInChains {
  private static final int CHAIN_MAX = 16;
  private static final int PARTITION_BYTES = 512 * 1024;
  private static final List<String> METRICS =
      List.of(
          "steps",
          "distance_km",
          "active_minutes",
          "calories",
          "sleep_hours",
          "water_ml",
          "mindful_minutes",
          "floors",
          "cycling_km",
          "swimming_m",
          "fruit_portions",
          "workouts");
  private static final int DAYS = 30;

  /// Long, so that few rows make many partitions.
  private static final int ID_CHARACTERS = 240;

  /// Much longer than the slow message takes, which would count as failed again otherwise.
  private static final Duration REDELIVERY = Duration.ofSeconds(10);

  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000");

  @TempDir private Path directory;

  @Test
  void loadsAFileOfManyPartitionsOneAfterTheOther() {
    var options = OneJvm.options(directory).withParameters(Map.of("PartitionsOutstanding", "1"));
    var rowsOfAMember = METRICS.size() * DAYS;
    var members =
        IntStream.rangeClosed(
                0, (CHAIN_MAX + 2) * PARTITION_BYTES / (rowsOfAMember * ID_CHARACTERS))
            .mapToObj("%%0%dd".formatted(ID_CHARACTERS)::formatted)
            .toList();
    try (var stack = OneJvm.start(options)) {
      var tenant = Tenant.fresh(stack);
      tenant.define(STEPS);
      tenant.uploadMembers(members.stream().map(GoingOnInChains::member).toList());

      var report = tenant.upload(members.stream().flatMap(GoingOnInChains::rows).toList());

      assertThat(report.rows().accepted()).isEqualTo((long) members.size() * rowsOfAMember);
      assertThat(stack.stoppedLoops()).isEmpty();
    }
  }

  private static MemberRow member(String id) {
    return new MemberRow(new MemberId(id), "Name", Optional.empty(), "UTC", List.of(STEPS.id()));
  }

  private static Stream<FileLine> rows(String member) {
    return METRICS.stream()
        .flatMap(
            metric ->
                IntStream.range(0, DAYS)
                    .mapToObj(
                        number ->
                            new FileLine.Good(ActivityRow.of(member, day(number), metric, "1"))));
  }

  @Test
  void looksForTheOutcomesOfARedriveAsOftenAsItTakes() {
    var outage = new Outage();
    var options =
        OneJvm.options(directory)
            .withParameters(Map.of("BulkMaxReceiveCount", "1", "RedrivePauseSeconds", "0"))
            .withQueues(queue -> queue.withVisibilityTimeout(REDELIVERY))
            .withInterceptor(
                outage.with(new Slowness("ActivityLoader", "BatchGetItem", Duration.ofSeconds(2))));
    try (var stack = OneJvm.start(options)) {
      var tenant = Tenant.fresh(stack);
      tenant.define(STEPS);
      tenant.register(MemberRow.of("ann", "steps"));
      outage.of("ActivityLoader", "BatchGetItem");
      var upload =
          tenant.send(List.of(new FileLine.Good(ActivityRow.of("ann", day(1), "steps", "1000"))));
      var operator = new Operator(stack);
      var open = FailureFilter.OPEN.withTenant(tenant.id());
      stack.await("the failure", () -> operator.all(open).size() == 1);
      outage.end();
      var before = stack.invocations("DlqReplayer");

      var redrive = operator.redrive(open, 5);

      assertThat(redrive.state()).isEqualTo(Redrive.State.COMPLETED);
      assertThat(stack.invocations("DlqReplayer") - before).isGreaterThan(CHAIN_MAX);
      assertThat(stack.stoppedLoops()).isEmpty();
      tenant.await(upload);
      tenant.settle();
    }
  }
}
