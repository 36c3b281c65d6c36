package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoringActivityMonths {
  private static final Optional<PartitionRef> UPLOAD =
      Optional.of(new PartitionRef(Origin.of(new UploadId("upload-1"), TestEnvironment.NOW), 3));

  private final TenantId tenant = TestEnvironment.newTenant();
  private final DynamoDbActivityMonths months = new Wiring(TestEnvironment.ofTables()).months();
  private final MonthKey key = keyOf("ann#1");

  @Test
  void readsBackWhatWasSaved() {
    var saved = merged(StoredMonth.NONE, 1, 8_000, UPLOAD);

    assertThat(months.saveIf(tenant, key, saved, Versions.NONE)).isEmpty();

    assertThat(read(key)).contains(saved);
  }

  @Test
  void keepsTheStampOfAnUploadWhenAnotherWriteFollows() {
    var first = merged(StoredMonth.NONE, 1, 8_000, UPLOAD);
    var second = merged(first, 2, 9_000, Optional.empty());
    months.saveIf(tenant, key, first, Versions.NONE);

    assertThat(months.saveIf(tenant, key, second, first.version())).isEmpty();

    assertThat(read(key)).contains(second);
    assertThat(second.upload()).isEmpty();
    assertThat(second.stamp()).isPresent();
  }

  @Test
  void returnsTheMonthOfTheFasterOfTwoWriters() {
    var faster = merged(StoredMonth.NONE, 1, 8_000, UPLOAD);
    var slower = merged(StoredMonth.NONE, 2, 9_000, UPLOAD);
    months.saveIf(tenant, key, faster, Versions.NONE);

    assertThat(months.saveIf(tenant, key, slower, Versions.NONE)).contains(faster);

    var again = merged(faster, 2, 9_000, UPLOAD);
    assertThat(months.saveIf(tenant, key, again, faster.version())).isEmpty();
    assertThat(months.saveIf(tenant, key, slower, faster.version())).contains(again);
  }

  @Test
  void saysThatThereIsNoneWhenOneWasExpected() {
    var next = merged(StoredMonth.NONE, 1, 8_000, UPLOAD);

    assertThat(months.saveIf(tenant, key, next, 7)).contains(StoredMonth.NONE);
  }

  @Test
  void keepsTenantsApart() {
    months.saveIf(tenant, key, merged(StoredMonth.NONE, 1, 8_000, UPLOAD), Versions.NONE);

    assertThat(months.read(TestEnvironment.newTenant(), List.of(key), Consistency.STRONG))
        .isEmpty();
  }

  @Test
  void readsMoreMonthsThanOneCallTakesEvenIfOneIsAskedForTwice() {
    var keys = IntStream.rangeClosed(1, 230).mapToObj(i -> keyOf("member-" + i)).toList();
    var saved = merged(StoredMonth.NONE, 1, 8_000, UPLOAD);
    keys.forEach(each -> months.saveIf(tenant, each, saved, Versions.NONE));
    var asked = new java.util.ArrayList<>(keys);
    asked.addAll(keys.subList(0, 10));
    asked.add(keyOf("nobody"));

    var found = months.read(tenant, asked, Consistency.EVENTUAL);

    assertThat(found).hasSize(230).containsOnlyKeys(keys);
    assertThat(months.read(tenant, List.of(), Consistency.STRONG)).isEmpty();
  }

  private Optional<StoredMonth> read(MonthKey wanted) {
    return Optional.ofNullable(
        months.read(tenant, List.of(wanted), Consistency.STRONG).get(wanted));
  }

  private static StoredMonth merged(
      StoredMonth before, int day, long steps, Optional<PartitionRef> origin) {
    var entry = DayEntry.of(TestEnvironment.NOW, Quantity.of(steps));
    var merge =
        before.merge(
            Statements.of(new EntryKey(day, new SourceId("upload")), entry),
            Lane.BULK,
            origin,
            SourcePolicy.HIGHEST,
            TestEnvironment.NOW);
    return ((Merge.Changed) merge).next();
  }

  private static MonthKey keyOf(String member) {
    return new MonthKey(new MemberId(member), new MetricId("steps"), YearMonth.of(2026, 3));
  }
}
