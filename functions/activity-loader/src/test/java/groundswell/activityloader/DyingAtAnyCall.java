package groundswell.activityloader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes that crash at a call, before or after it took effect, and redelivered messages.
class DyingAtAnyCall {
  private static final List<String> MEMBERS =
      IntStream.range(0, 12).mapToObj(i -> "m" + i).toList();

  /// Columns without a meaning, which make the file large enough for three partitions.
  private static final String PADDING = "x".repeat(3_500);

  private static final byte[] FILE =
      ("member_id,date,metric,value,a,b\n"
              + IntStream.range(0, 200)
                  .mapToObj(
                      i ->
                          "m%d,2026-03-%02d,steps,%s,%s,%s\n"
                              .formatted(
                                  i % 13, 1 + i % 17, i % 9 == 0 ? "?" : i, PADDING, PADDING))
                  .collect(Collectors.joining()))
          .getBytes(UTF_8);

  private static final Outcome UNDISTURBED = outcome(CallInterceptor.none());

  @Test
  void isTriedOnAnUploadOfSeveralPartitions() {
    assertThat(UNDISTURBED.report.counts().received()).isEqualTo(200);
    assertThat(UNDISTURBED.report.rejectedByCode()).containsKeys("not-a-number", "unknown-member");
    assertThat(UNDISTURBED.months).hasSize(MEMBERS.size());
    assertThat(UNDISTURBED.partitions).isEqualTo(3);
    assertThat(UNDISTURBED.fates).hasSize(200).anyMatch(row -> row.contains(",accepted,"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void leavesTheSameMonthsReportAndFates(long seed) {
    var deaths = new Deaths(new Random(seed));

    var outcome = outcome(deaths);

    assertThat(outcome).as("seed %d, %d deaths", seed, deaths.count.get()).isEqualTo(UNDISTURBED);
    assertThat(deaths.count.get()).isPositive();
  }

  @Test
  void leavesTheSameAfterADeathAtEachCallOnce() {
    var each = new DeathAtEachOperation();

    assertThat(outcome(each)).isEqualTo(UNDISTURBED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void leavesTheSameWhenTheFileIsCheckedFirst(long seed) {
    var deaths = new Deaths(new Random(seed));

    var outcome = outcomeOfChecking(deaths);

    assertThat(outcome).as("seed %d, %d deaths", seed, deaths.count.get()).isEqualTo(UNDISTURBED);
    assertThat(deaths.count.get()).isPositive();
  }

  @Test
  void leavesTheSameAfterADeathAtEachCallOnceWhenTheFileIsCheckedFirst() {
    assertThat(outcomeOfChecking(new DeathAtEachOperation())).isEqualTo(UNDISTURBED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void takesTheSameBack(long seed) {
    var deaths = new Deaths(new Random(seed));

    assertThat(takenBack(deaths)).as("seed %d", seed).isEqualTo(takenBack(CallInterceptor.none()));
    assertThat(deaths.count.get()).isPositive();
  }

  @Test
  void takesTheSameBackAfterADeathAtEachCallOnce() {
    assertThat(takenBack(new DeathAtEachOperation())).isEqualTo(takenBack(CallInterceptor.none()));
  }

  /// What stands, and what it counts, when the second of two files is taken back.
  private static Map<String, Object> takenBack(CallInterceptor interceptor) {
    var world = new UploadWorld(interceptor);
    world.register(MEMBERS.toArray(String[]::new));
    var first =
        IntStream.range(0, 12)
            .mapToObj(i -> "m%d,2026-03-03,steps,%d\n".formatted(i, i))
            .collect(Collectors.joining());
    world.load(FileKind.ACTIVITY, UploadWorld.ACTIVITY_HEADER + first);
    var upload = sent(world, false);
    var reverted = (Reverted) world.revert(upload).state();
    var outcome = new TreeMap<String, Object>();
    world.march(MEMBERS).forEach((id, month) -> outcome.put(id, month.month()));
    outcome.put("counts", reverted.takenBack().counts());
    return outcome;
  }

  private static Outcome outcome(CallInterceptor interceptor) {
    var world = new UploadWorld(interceptor);
    var upload = sent(world, false);
    return outcome(world, upload);
  }

  /// The orders to apply come twice, as after a lost answer.
  private static Outcome outcomeOfChecking(CallInterceptor interceptor) {
    var world = new UploadWorld(interceptor);
    var upload = sent(world, true);
    var checked = world.stored(upload);
    assertThat(checked.state()).isInstanceOf(Checked.class);
    var order = CheckingBeforeStoring.applying(world, checked, Optional.empty(), false);

    world.sendToUploadQueue(order);
    world.sendToUploadQueue(order);
    world.drain();

    return outcome(world, upload);
  }

  private static Upload sent(UploadWorld world, boolean checkOnly) {
    world.register(MEMBERS.toArray(String[]::new));
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            FILE.length,
            new UploadPolicy.Partial(),
            Optional.of("member_id=member_id"),
            checkOnly);
    world.send(upload, FILE);
    world.tell(upload);
    world.drain();
    return upload;
  }

  private static Outcome outcome(UploadWorld world, Upload upload) {
    var stored = world.stored(upload);
    var months = new TreeMap<String, ActivityMonth>();
    var versions = new TreeMap<String, Long>();
    world
        .march(MEMBERS)
        .forEach(
            (id, month) -> {
              months.put(id, month.month());
              versions.put(id, month.valueVersion());
            });
    assertThat(world.touched(stored)).isEqualTo(versions);
    var report = (Completed) stored.state();
    return new Outcome(
        months,
        new Completed(
            report.acceptedAt(),
            report.completedAt(),
            report.counts(),
            report.rejectedByCode(),
            Optional.empty(),
            Optional.empty()),
        world.rejects(stored),
        StoredFates.of(world, upload),
        world.uploads.results(world.tenant, upload.id()).size());
  }

  private record Outcome(
      Map<String, ActivityMonth> months,
      Completed report,
      String rejects,
      List<String> fates,
      int partitions) {}

  /// Crashes at one call in twelve.
  static final class Deaths implements CallInterceptor {
    private static final int CALLS_PER_DEATH = 12;

    final AtomicInteger count = new AtomicInteger();
    private final Random random;

    Deaths(Random random) {
      this.random = random;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      boolean dies;
      boolean before;
      synchronized (random) {
        dies = random.nextInt(CALLS_PER_DEATH) == 0;
        before = random.nextBoolean();
      }
      if (dies && before) throw death(call);
      var answer = proceed.call();
      if (dies) throw death(call);
      return answer;
    }

    private Killed death(Call call) {
      count.incrementAndGet();
      return new Killed(call.operation());
    }
  }

  /// Crashes after the first two calls of each operation.
  private static final class DeathAtEachOperation implements CallInterceptor {
    private final Map<String, Integer> deaths = new TreeMap<>();

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      var answer = proceed.call();
      synchronized (deaths) {
        if (deaths.merge(call.service() + call.operation(), 1, Integer::sum) <= 2) {
          throw new Killed(call.operation());
        }
      }
      return answer;
    }
  }
}
