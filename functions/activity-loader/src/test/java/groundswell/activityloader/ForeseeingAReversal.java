package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.activity.Reversal;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.uploads.ReversalEffect;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeseeingAReversal {
  private static final List<String> IDS = List.of("ann", "bob", "cem", "dot");

  private final UploadWorld world = new UploadWorld();

  @Test
  void countsDaysThatBecomeEmptyAndDaysThatFallBack() {
    world.register("ann", "bob", "cem");
    world.load(FileKind.ACTIVITY, rows("ann,2026-03-02,steps,100", "cem,2026-03-02,steps,700"));
    var upload =
        load("ann,2026-03-02,steps,500", "ann,2026-03-03,steps,500", "bob,2026-03-03,steps,9");
    world.load(FileKind.ACTIVITY, rows("bob,2026-03-03,steps,10"));

    var effect = foreseen(upload);

    assertThat(effect).isEqualTo(new ReversalEffect(1, 1, 1, 1, 0, new Reversal(2, 1, 1)));
  }

  @Test
  void saysThatMonthsAreGoneWithTheirMembers() {
    world.register("ann", "bob");
    var upload = load("ann,2026-03-02,steps,500", "bob,2026-03-03,steps,9");
    var bob = world.members.find(world.tenant, new MemberId("bob")).orElseThrow();
    world.members.saveIf(world.tenant, bob.erase(world.now()), bob.version(), Origin.LIVE);

    assertThat(foreseen(upload))
        .isEqualTo(new ReversalEffect(1, 1, 0, 0, 1, new Reversal(1, 0, 0)));
  }

  /// Compared with what the months hold before and after, day by day.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void saysWhatTheReversalThenDoes(long seed) {
    var random = new Random(seed);
    world.register(IDS.toArray(String[]::new));
    for (int file = random.nextInt(3); file > 0; file--) load(random);
    var upload = load(random);
    for (int file = random.nextInt(3); file > 0; file--) load(random);
    if (random.nextBoolean()) world.revert(load(random));
    var before = world.march(IDS);

    var effect = foreseen(upload);
    assertThat(world.march(IDS)).isEqualTo(before);
    var reverted = (Reverted) world.revert(upload).state();

    var after = world.march(IDS);
    assertThat(effect.counts()).as("seed %d", seed).isEqualTo(reverted.takenBack().counts());
    assertThat(List.of(effect.members(), effect.daysEmptied(), effect.daysChanged()))
        .as("seed %d", seed)
        .isEqualTo(changes(before, after));
  }

  /// How many members and days changed, by walking over all days.
  private static List<Long> changes(
      Map<String, StoredMonth> before, Map<String, StoredMonth> after) {
    var members = new TreeSet<String>();
    long emptied = 0;
    long changed = 0;
    for (var id : IDS) {
      for (int day = 1; day <= 31; day++) {
        var stood = value(before, id, day);
        var stands = value(after, id, day);
        if (stood.equals(stands)) continue;
        members.add(id);
        if (stands.isEmpty()) emptied++;
        else changed++;
      }
    }
    return List.of((long) members.size(), emptied, changed);
  }

  private static String value(Map<String, StoredMonth> months, String id, int day) {
    var month = months.getOrDefault(id, StoredMonth.NONE).month();
    return SourcePolicy.HIGHEST
        .countingOf(month.valuesOf(day))
        .value()
        .map(Object::toString)
        .orElse("");
  }

  private Upload load(Random random) {
    var sources = List.of("watch", "phone");
    var rows =
        IntStream.range(0, 1 + random.nextInt(12))
            .mapToObj(
                _ ->
                    "%s,2026-03-%02d,steps,%d,%s"
                        .formatted(
                            IDS.get(random.nextInt(IDS.size())),
                            1 + random.nextInt(5),
                            random.nextInt(4) * 100,
                            sources.get(random.nextInt(2))))
            .collect(joining("\n", "member_id,date,metric,value,source\n", "\n"));
    return world.load(FileKind.ACTIVITY, rows);
  }

  private Upload load(String... rows) {
    return world.load(FileKind.ACTIVITY, rows(rows));
  }

  private static String rows(String... rows) {
    return ACTIVITY_HEADER + String.join("\n", rows) + "\n";
  }

  private ReversalEffect foreseen(Upload upload) {
    var preview = new Wiring(world.environment).reversalPreview();
    var plan = plan(upload);
    return IntStream.range(0, plan.partitions())
        .mapToObj(part -> preview.of(world.tenant, upload.id(), plan, part))
        .reduce(ReversalEffect.NONE, ReversalEffect::plus);
  }

  private static Storing plan(Upload upload) {
    return ((Completed) upload.state()).plan().orElseThrow();
  }
}
