package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.MonthPartial;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Progress.PartialWrite;
import groundswell.domain.scoring.ProgressItems.MemberProgress;
import groundswell.domain.scoring.ProgressItems.PartialOutcome;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.platform.Parallel;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoringProgress {
  private static final long RULE = 1_774_000_000_000L;
  private static final long ENROLMENT = 1_774_000_000_001L;
  private static final MemberId ANN = new MemberId("ann");
  private static final PartialKey MARCH = keyOf(3);
  private static final PartialKey APRIL = keyOf(4);

  private final TenantId tenant = TestEnvironment.newTenant();
  private final Challenge challenge = aChallenge();
  private final DynamoDbProgressItems items = new Wiring(TestEnvironment.ofTables()).progress();

  @Test
  void readsBackWhatWasWrittenInFull() {
    var progress = progress(5, Map.of(MARCH, partial(1, 300), APRIL, partial(2, Long.MAX_VALUE)));

    assertThat(writeFull(progress, Versions.NONE)).isTrue();

    assertThat(find()).contains(progress);
    assertThat(items.find(tenant, challenge, new MemberId("bob"))).isEmpty();
  }

  @Test
  void writesInFullOnlyOverTheRevisionThatWasRead() {
    var first = progress(5, Map.of(MARCH, partial(1, 300)));
    var second = progress(6, Map.of());
    writeFull(first, Versions.NONE);

    assertThat(writeFull(second, Versions.NONE)).isFalse();
    assertThat(writeFull(second, 4)).isFalse();
    assertThat(find()).contains(first);
    assertThat(writeFull(second, 5)).isTrue();
    assertThat(find()).contains(second);
  }

  @Test
  void addsPartialsOfMonthsThatRiseAndRaisesTheRevision() {
    writeFull(progress(5, Map.of(MARCH, partial(7, 300))), Versions.NONE);

    assertThat(writePartial(Map.of(MARCH, partial(8, 200), APRIL, partial(1, 100))))
        .isEqualTo(new PartialOutcome.Written());

    assertThat(find())
        .contains(progress(6, Map.of(MARCH, partial(8, 200), APRIL, partial(1, 100))));
  }

  @Test
  void refusesAMonthOfTheSameValueVersionAndWritesNothing() {
    var stored = progress(5, Map.of(MARCH, partial(7, 300)));
    writeFull(stored, Versions.NONE);

    assertThat(writePartial(Map.of(MARCH, partial(7, 300), APRIL, partial(1, 100))))
        .isEqualTo(refused(stored));

    assertThat(find()).contains(stored);
  }

  /// The stored bytes of version 255 end in 0xFF, those of 256 in 0x00.
  @Test
  void comparesValueVersionsAsNumbers() {
    writeFull(progress(5, Map.of(MARCH, partial(255, 300))), Versions.NONE);

    assertThat(writePartial(Map.of(MARCH, partial(256, 200))))
        .isEqualTo(new PartialOutcome.Written());
    assertThat(writePartial(Map.of(MARCH, partial(255, 900))))
        .isEqualTo(refused(progress(6, Map.of(MARCH, partial(256, 200)))));
  }

  @Test
  void refusesAPartialOfAnotherRuleOrEnrolment() {
    var stored = progress(5, Map.of());
    writeFull(stored, Versions.NONE);
    var april = new TreeMap<>(Map.of(APRIL, partial(1, 100)));

    assertThat(write(new PartialWrite(RULE + 1, ENROLMENT, april))).isEqualTo(refused(stored));
    assertThat(write(new PartialWrite(RULE, ENROLMENT + 1, april))).isEqualTo(refused(stored));
  }

  @Test
  void refusesAPartialWhereThereIsNoItemOrTheMemberLeft() {
    assertThat(writePartial(Map.of(APRIL, partial(1, 100))))
        .isEqualTo(new PartialOutcome.Refused(Optional.empty()));

    var left = new Progress(RULE, ENROLMENT, false, 9, new TreeMap<>());
    writeFull(left, Versions.NONE);

    assertThat(writePartial(Map.of(APRIL, partial(1, 100)))).isEqualTo(refused(left));
  }

  @Test
  void writesMoreMonthsThanOneExpressionHolds() {
    writeFull(progress(5, Map.of()), Versions.NONE);
    var many = new TreeMap<PartialKey, VersionedPartial>();
    for (int metric = 0; metric < ScoringRule.METRICS_MAX; metric++) {
      for (int month = 1; month <= 12; month++)
        many.put(keyOf("metric-" + metric, month), partial(3, month));
    }

    assertThat(writePartial(many)).isEqualTo(new PartialOutcome.Written());

    assertThat(find().orElseThrow().partials()).isEqualTo(many);
  }

  @Test
  void losesNoMonthOfTwoWritersAtOnce() {
    writeFull(progress(5, Map.of()), Versions.NONE);
    var keys = IntStream.range(0, 24).mapToObj(i -> keyOf("metric-" + i, 3)).toList();

    Parallel.forEach(keys, 8, key -> writePartial(Map.of(key, partial(1, 100))));

    var stored = find().orElseThrow();
    assertThat(stored.partials()).containsOnlyKeys(keys);
    assertThat(stored.revision()).isEqualTo(5 + keys.size());
  }

  @Test
  void listsAShardPageByPage() {
    var expected = new ArrayList<MemberProgress>();
    var progress = progress(5, Map.of(MARCH, partial(1, 300)));
    for (int i = 0; i < 200; i++) {
      var member = new MemberId("member-" + i);
      items.writeFull(tenant, challenge, member, progress, Versions.NONE, Lane.BULK);
      if (challenge.shardOf(member) == 3) expected.add(new MemberProgress(member, progress));
    }
    assertThat(expected).hasSizeGreaterThan(4);

    var found = new ArrayList<MemberProgress>();
    var page = items.listShard(tenant, challenge, 3, Optional.empty(), 4);
    found.addAll(page.items());
    while (page.more()) {
      page = items.listShard(tenant, challenge, 3, Optional.of(found.getLast().member()), 4);
      found.addAll(page.items());
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void takesOneWriteUnitForAYearOfAMetric() {
    var months = new TreeMap<PartialKey, VersionedPartial>();
    for (int month = 1; month <= 12; month++) {
      var partial = new MonthPartial(775_000_123_456L, 25_000_123_456L, Integer.MAX_VALUE);
      months.put(keyOf(month), new VersionedPartial(RULE, partial));
    }
    var member = new MemberId("0f8fad5b-d9cb-469f-a165-70867728950e");
    var key = new Key(Keys.progress(tenant, challenge.id(), 15), member.value());

    var item = ProgressItemImages.item(key, progress(RULE, months), Lane.LIVE);

    assertThat(ItemSize.of(item.attributes())).isLessThanOrEqualTo(1_024);
  }

  @Test
  void tellsTheStreamWhoseProgressInWhichLane() {
    var progress = progress(5, Map.of(MARCH, partial(1, 300)));
    var key = new Key(Keys.progress(tenant, challenge.id(), challenge.shardOf(ANN)), ANN.value());

    var image = ProgressItemImages.item(key, progress, Lane.LIVE);

    assertThat(ProgressItemImages.isProgress(image)).isTrue();
    assertThat(ProgressItemImages.fromImage(image))
        .isEqualTo(new ProgressItemImages.Image(tenant, challenge.id(), ANN, progress, Lane.LIVE));
  }

  private Optional<Progress> find() {
    return items.find(tenant, challenge, ANN);
  }

  private boolean writeFull(Progress next, long expected) {
    return items.writeFull(tenant, challenge, ANN, next, expected, Lane.LIVE);
  }

  private PartialOutcome writePartial(Map<PartialKey, VersionedPartial> partials) {
    return write(new PartialWrite(RULE, ENROLMENT, new TreeMap<>(partials)));
  }

  private PartialOutcome write(PartialWrite write) {
    return items.writePartial(tenant, challenge, ANN, write, Lane.LIVE);
  }

  private static PartialOutcome refused(Progress stored) {
    return new PartialOutcome.Refused(Optional.of(stored));
  }

  private static Progress progress(long revision, Map<PartialKey, VersionedPartial> partials) {
    return new Progress(RULE, ENROLMENT, true, revision, sorted(partials));
  }

  private static SortedMap<PartialKey, VersionedPartial> sorted(
      Map<PartialKey, VersionedPartial> partials) {
    return new TreeMap<>(partials);
  }

  private static VersionedPartial partial(long valueVersion, long total) {
    return new VersionedPartial(valueVersion, new MonthPartial(total, total / 2, (1 << 30) | 5));
  }

  private static PartialKey keyOf(int month) {
    return keyOf("steps", month);
  }

  private static PartialKey keyOf(String metric, int month) {
    return new PartialKey(new MetricId(metric), YearMonth.of(2026, month));
  }

  private static Challenge aChallenge() {
    var terms =
        new Terms(
            "Spring",
            new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 2)),
            new ScoringRule.Total(new MetricId("steps"), Optional.empty()),
            SourcePolicy.HIGHEST,
            Quantity.of(300_000),
            Optional.empty(),
            0,
            RankPolicy.STANDARD,
            List.of());
    return Challenge.create(new ChallengeId("spring"), terms, TestEnvironment.NOW);
  }
}
