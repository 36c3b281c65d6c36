package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Reversal;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.Order;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.platform.uploads.UploadCommand.PartitionReady;
import groundswell.platform.uploads.UploadCommand.UploadCancelled;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The wrong file was uploaded, and its client takes it back.
class TakingUploadsBack {
  private static final List<String> MEMBERS =
      IntStream.range(0, 12).mapToObj(i -> "m" + i).toList();

  private final UploadWorld world = new UploadWorld();

  @Test
  void removesItsValuesAndRestoresWhatStoodThereBefore() {
    world.register("ann");
    load("ann,2026-03-17,steps,50\nann,2026-03-18,steps,100\n");
    var wrong =
        load("ann,2026-03-18,steps,200\nann,2026-03-19,steps,300\nann,2026-03-20,steps,1\n");
    load("ann,2026-03-19,steps,400\n");

    var reverted = world.revert(wrong);

    assertThat(days()).isEqualTo(days(Map.of(17, 50L, 18, 100L, 19, 400L)));
    assertThat(counts(reverted)).isEqualTo(new Reversal(2, 1, 1));
    assertThat(world.uploads.open(world.tenant)).isEmpty();
    assertThat(world.deadLetters()).isEmpty();
  }

  @Test
  void changesNothingTheSecondTime() {
    world.register("ann");
    var wrong = load("ann,2026-03-18,steps,200\n");
    var reverted = world.revert(wrong);
    var month = world.march("ann");

    assertThat(world.revert(wrong)).isEqualTo(reverted);
    assertThat(world.march("ann")).isEqualTo(month);
  }

  /// Both files say the same, so the other one's values stay.
  @Test
  void leavesTheValuesThatAnotherFileSaysToo() {
    world.register("ann");
    var rows =
        "member_id,date,metric,value,recorded_at\nann,2026-03-18,steps,7,2026-03-18T20:00:00Z\n";
    var first = world.load(FileKind.ACTIVITY, rows);
    var again = world.load(FileKind.ACTIVITY, rows);
    assertThat(((Completed) again.state()).counts().unchanged()).isEqualTo(1);

    world.revert(first);
    assertThat(days()).isEqualTo(days(Map.of(18, 7L)));

    world.revert(again);
    assertThat(days()).isEmpty();
  }

  /// The eraser has deleted the month of one of them already, and not yet that of the other.
  @Test
  void bringsBackNoValueOfSomebodyWhoIsErased() {
    world.register("ann", "bob", "cem");
    load("ann,2026-03-18,steps,1\nbob,2026-03-18,steps,1\ncem,2026-03-18,steps,1\n");
    var wrong = load("ann,2026-03-18,steps,2\nbob,2026-03-18,steps,2\ncem,2026-03-18,steps,2\n");
    erase("ann");
    erase("bob");
    var marchOfBob =
        new MonthKey(new MemberId("bob"), new MetricId("steps"), YearMonth.of(2026, 3));
    long version = world.march("bob").version();
    new Wiring(world.environment).months().delete(world.tenant, marchOfBob, version);
    var ann = world.march("ann");

    var reverted = world.revert(wrong);

    assertThat(world.march(List.of("ann", "bob", "cem"))).containsOnlyKeys("ann", "cem");
    assertThat(world.march("ann")).isEqualTo(ann);
    assertThat(world.march("cem").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(days(Map.of(18, 1L)));
    assertThat(counts(reverted)).isEqualTo(new Reversal(1, 1, 0));
  }

  /// What its values replaced is deleted after 30 days; without it, they could only be removed.
  @Test
  void isRefusedWithItsReasonAfterWhatStoodBeforeIsDeleted() {
    world.register("ann");
    load("ann,2026-03-18,steps,1\n");
    var wrong = load("ann,2026-03-18,steps,2\n");
    world.passTime(Duration.ofDays(31));
    assertThat(LocalS3.delete("before/" + world.tenant)).isPositive();

    assertThat(world.revert(wrong)).isEqualTo(wrong);

    assertThat(days()).isEqualTo(days(Map.of(18, 2L)));
    assertThat(((Order.Outcome.Refused) new Order.Revert("ann").on(wrong, world.now())).reason())
        .contains("arrived more than 14 days ago", "what its values replaced is no longer kept");
    assertThat(world.deadLetters()).isEmpty();
  }

  private void erase(String id) {
    var member = world.members.find(world.tenant, new MemberId(id)).orElseThrow();
    world.members.saveIf(world.tenant, member.erase(world.now()), member.version(), Origin.LIVE);
  }

  @Test
  void followsAChainOfUploadsThatAreTakenBack() {
    world.register("ann");
    load("ann,2026-03-18,steps,1\n");
    var second = load("ann,2026-03-18,steps,2\n");
    var third = load("ann,2026-03-18,steps,3\n");

    world.revert(second);
    assertThat(days()).isEqualTo(days(Map.of(18, 3L)));

    world.revert(third);
    assertThat(days()).isEqualTo(days(Map.of(18, 1L)));
  }

  @Test
  void takesBackCorrectionsAndWithdrawals() {
    world.register("ann");
    load("ann,2026-03-18,steps,1\nann,2026-03-19,steps,2\n");
    world.reading = ValueReading.CORRECTIONS;
    var corrections = load("ann,2026-03-18,steps,77\n");
    world.reading = ValueReading.WITHDRAWALS;
    var withdrawals = load("ann,2026-03-19,steps,\n");
    assertThat(days()).isEqualTo(days(Map.of(18, 77L)));

    world.revert(corrections);
    world.revert(withdrawals);

    assertThat(days()).isEqualTo(days(Map.of(18, 1L, 19, 2L)));
  }

  @Test
  void countsAsMovedOnlyTheMonthsWhoseValuesMoved() {
    world.register("ann", "bob");
    var wrong = load("ann,2026-03-18,steps,1\nbob,2026-03-18,steps,1\n");
    load("bob,2026-03-18,steps,2\n");
    var bob = world.march("bob");

    world.revert(wrong);

    assertThat(world.march("ann").valueVersion()).isEqualTo(world.march("ann").version());
    assertThat(world.march("bob").valueVersion()).isEqualTo(bob.valueVersion());
    assertThat(world.march("bob").version()).isGreaterThan(bob.version());
  }

  /// Partitions that were never loaded are taken back likewise, and pass when they are redriven.
  @Test
  void takesBackAnUploadWhoseOtherPartsFailed() {
    world.register(MEMBERS.toArray(String[]::new));
    var upload = sent(world);
    world.partition();
    world.parkPartitions();
    world.sendToPartitionQueue(new PartitionReady(world.tenant, upload.id(), 0).message());
    world.drain();
    assertThat(world.march(MEMBERS)).isNotEmpty();
    assertThat(world.stored(upload).state().ended()).isFalse();
    var fates = StoredFates.objects(world, upload);
    assertThat(fates).containsExactly("0.csv.gz", "2.csv.gz");

    assertThat(world.revert(upload).state()).isInstanceOf(Reverted.class);
    for (int partition = 0; partition < 3; partition++)
      world.sendToPartitionQueue(
          new PartitionReady(world.tenant, upload.id(), partition).message());
    world.drain();

    assertThat(valuesOf(world)).isEmpty();
    assertThat(StoredFates.objects(world, upload)).isEqualTo(fates);
    assertThat(world.stored(upload).state()).isInstanceOf(Reverted.class);
    assertThat(world.deadLetters()).isEmpty();
  }

  /// Before each call of the workers that store it, another worker takes it back as a whole.
  @Test
  void leavesNothingWhereverItIsCancelled() {
    int calls = calls();
    assertThat(calls).isGreaterThan(30);
    for (int at = 1; at <= calls; at += 3) {
      var cancelling = new AtCall(at);
      var cancelled = new UploadWorld(cancelling);
      cancelled.register(MEMBERS.toArray(String[]::new));
      cancelled.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "m1,2026-03-01,steps,4\n");
      var upload = sent(cancelled);
      cancelled.partition();
      var order = new UploadCancelled(cancelled.tenant, upload.id(), "ann").message();
      cancelling.action =
          Optional.of(
              () -> {
                cancelled.sendToUploadQueue(order);
                cancelled.drainByOthers();
              });

      cancelled.drain();

      assertThat(cancelling.done).as("at call %d", at).isTrue();
      assertThat(cancelled.stored(upload).state().planTakenBack()).as("at call %d", at).isPresent();
      assertThat(cancelled.stored(upload).state().ended()).as("at call %d", at).isTrue();
      assertThat(valuesOf(cancelled))
          .as("at call %d", at)
          .isEqualTo(Map.of("m1", Map.of(1, Quantity.of(4))));
      assertThat(cancelled.deadLetters()).isEmpty();
    }
  }

  @Test
  void isStoppedWhenItIsCancelled() {
    world.register(MEMBERS.toArray(String[]::new));
    var upload = sent(world);
    world.partition();

    world.sendToUploadQueue(new UploadCancelled(world.tenant, upload.id(), "ann").message());
    world.drain();

    assertThat(((Cancelled) world.stored(upload).state()).takenBack()).isPresent();
    assertThat(world.uploads.results(world.tenant, upload.id())).isEmpty();
  }

  @Test
  void isPossibleForFourteenDays() {
    world.register("ann");
    var wrong = load("ann,2026-03-18,steps,1\n");
    world.passTime(Duration.ofDays(14).plusSeconds(1));

    assertThat(world.revert(wrong)).isEqualTo(wrong);

    assertThat(refusal(wrong)).isEqualTo(Order.Misfit.REVERT_EXPIRED);
    assertThat(days()).isEqualTo(days(Map.of(18, 1L)));
  }

  @Test
  void isNotPossibleForMembers() {
    var members = world.load(FileKind.MEMBERS, MEMBERS_HEADER + "ann,Ann,,UTC,\n");

    assertThat(world.revert(members)).isEqualTo(members);

    assertThat(refusal(members)).isEqualTo(Order.Misfit.NOT_REVERTIBLE);
  }

  @Test
  void isRefusedWhereNothingIsStored() {
    assertThat(refusal(load("eve,2026-03-18,steps,1\n"))).isEqualTo(Order.Misfit.NOTHING_STORED);
  }

  @Test
  void takesBackWhatWasLoadedOfAnAbandonedUpload() {
    world.register(MEMBERS.toArray(String[]::new));
    var upload = sent(world);
    world.partition();
    world.parkPartitions();
    world.sendToPartitionQueue(new PartitionReady(world.tenant, upload.id(), 0).message());
    world.drain();
    var stored = world.stored(upload);
    world.uploads.advance(
        stored, UploadState.Abandoned.of(stored.state(), List.of(), "ann", world.now()));

    assertThat(world.revert(upload).state()).isInstanceOf(Reverted.class);
    assertThat(valuesOf(world)).isEmpty();
  }

  private Order.Misfit refusal(Upload upload) {
    return ((Order.Outcome.Refused) new Order.Revert("ann").on(upload, world.now())).misfit();
  }

  private static Reversal counts(Upload upload) {
    return ((Reverted) upload.state()).takenBack().counts();
  }

  private Upload load(String rows) {
    return world.load(FileKind.ACTIVITY, ACTIVITY_HEADER + rows);
  }

  private Map<Integer, Quantity> days() {
    return world.march("ann").month().dayValues(SourcePolicy.HIGHEST);
  }

  private static Map<Integer, Quantity> days(Map<Integer, Long> steps) {
    return steps.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, day -> Quantity.of(day.getValue())));
  }

  /// The members whose March has values, and what they are.
  private static Map<String, Map<Integer, Quantity>> valuesOf(UploadWorld world) {
    return world.march(MEMBERS).entrySet().stream()
        .filter(month -> !month.getValue().month().equals(ActivityMonth.EMPTY))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                month -> month.getValue().month().dayValues(SourcePolicy.HIGHEST)));
  }

  /// A file of three partitions that has arrived.
  private static Upload sent(UploadWorld world) {
    var padding = "x".repeat(3_500);
    var text =
        "member_id,date,metric,value,a,b\n"
            + IntStream.range(0, 200)
                .mapToObj(
                    i ->
                        "m%d,2026-03-%02d,steps,%d,%s,%s\n"
                            .formatted(i % 12, 1 + i % 17, i + 1, padding, padding))
                .collect(Collectors.joining());
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            text.length(),
            new UploadPolicy.Partial(),
            Optional.of("member_id=member_id"));
    world.send(upload, text.getBytes(UTF_8));
    return upload;
  }

  /// How many calls it takes to store that file.
  private static int calls() {
    var counting = new AtCall(Integer.MAX_VALUE);
    var undisturbed = new UploadWorld(counting);
    undisturbed.register(MEMBERS.toArray(String[]::new));
    undisturbed.load(FileKind.ACTIVITY, ACTIVITY_HEADER + "m1,2026-03-01,steps,4\n");
    sent(undisturbed);
    undisturbed.partition();
    counting.action = Optional.of(() -> {});
    undisturbed.drain();
    return counting.count;
  }

  /// Does something before the nth call after it was told what.
  private static final class AtCall implements CallInterceptor {
    private final int at;
    private int count;
    private boolean done;
    private Optional<Runnable> action = Optional.empty();

    AtCall(int at) {
      this.at = at;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      synchronized (this) {
        if (action.isPresent() && ++count == at) {
          done = true;
          action.get().run();
        }
      }
      return proceed.call();
    }
  }
}
