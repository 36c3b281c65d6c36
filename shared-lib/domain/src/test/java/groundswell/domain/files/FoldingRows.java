package groundswell.domain.files;

import static groundswell.domain.Generators.duplicatedAndShuffled;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class FoldingRows {
  private static final Instant NOON = ReadFile.ACCEPTED_AT;

  @Test
  void endsInTheSameMonthsWhateverTheOrderDuplicationAndSplittingOfTheFile() {
    qt().forAll(lists().of(entries()).ofSizeBetween(0, 20), orders())
        .checkAssert(
            (rows, order) -> {
              var files = split(duplicatedAndShuffled(rows, order), order);

              assertThat(monthsOf(files)).isEqualTo(monthsOf(List.of(rows)));
            });
  }

  @Test
  void letsTheGreaterValueWinWhenBothWereRecordedAtTheSameTime() {
    var rows = new ActivityRows();
    rows.add(2, entry("ann", 1, 900, 5));
    rows.add(3, entry("ann", 1, 100, 5));

    assertThat(onlyValue(rows)).isEqualTo(Quantity.of(900));
    assertThat(rows.received()).isEqualTo(2);
  }

  @Test
  void letsTheLaterRecordedRowWinWhereverItStands() {
    var rows = new ActivityRows();
    rows.add(2, entry("ann", 1, 100, 6));
    rows.add(3, entry("ann", 1, 900, 5));

    assertThat(onlyValue(rows)).isEqualTo(Quantity.of(100));
  }

  @Test
  void joinsAMemberToTheChallengesOfAllItsRows() {
    var rows = new MemberRows();
    rows.add(2, member("Ann", "b"));
    rows.add(3, member("Anna", "a"));

    assertThat(rows.members().values()).containsExactly(member("Anna", "a", "b"));
    assertThat(rows.received()).isEqualTo(2);
  }

  @Test
  void knowsTheLineThatSupersedesAnother() {
    var rows = new ActivityRows();
    rows.add(2, entry("ann", 1, 100, 5));
    rows.add(3, entry("ann", 1, 900, 5));
    rows.add(4, entry("ann", 1, 900, 5));
    rows.add(5, entry("ann", 1, 5, 4));
    rows.add(6, entry("ann", 2, 5, 4));

    assertThat(rows.standing(entry("ann", 1, 100, 5))).isEqualTo(3);
    assertThat(rows.standing(entry("ann", 2, 5, 4))).isEqualTo(6);
  }

  @Test
  void travelsWithItsLineHoweverLongTheFileIs() throws IOException {
    var codec = new PartitionCodec.OfActivity();
    var bytes = new ByteArrayOutputStream();
    codec.write(7, 4_000_000_000L, entry("ann", 1, 900, 5), new DataOutputStream(bytes));

    var lines = new ArrayList<Long>();
    codec.forEach(in(bytes.toByteArray()), (_, line, _) -> lines.add(line));

    assertThat(lines).containsExactly(4_000_000_000L);
  }

  @Test
  void travelsAsBytes() throws IOException {
    var rows = List.of(entry("ann", 1, 900, 5), entry("b\u00f6b", 31, 0, 0));
    var codec = new PartitionCodec.OfActivity();
    var bytes = new ByteArrayOutputStream();
    for (var row : rows) codec.write(7, 8, row, new DataOutputStream(bytes));

    var read = new ArrayList<ActivityEntry>();
    codec.forEach(in(bytes.toByteArray()), (_, _, row) -> read.add(row));

    assertThat(read).isEqualTo(rows);
    Assertions.assertThatThrownBy(
            () ->
                codec.forEach(
                    in(Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1)), (_, _, _) -> {}))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void travelsAsBytesWithTheMembersWhoJoin() throws IOException {
    var rows = List.of(member("Ann", "a", "b"), member("Bob"));
    var codec = new PartitionCodec.OfMembers();
    var bytes = new ByteArrayOutputStream();
    for (var row : rows) codec.write(7, 8, row, new DataOutputStream(bytes));

    var read = new ArrayList<MemberEntry>();
    codec.forEach(in(bytes.toByteArray()), (_, _, row) -> read.add(row));

    assertThat(read).isEqualTo(rows);
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static Map<MonthKey, ActivityMonth> monthsOf(List<List<ActivityEntry>> files) {
    var months = new HashMap<MonthKey, StoredMonth>();
    for (var file : files) {
      var rows = new ActivityRows();
      file.forEach(row -> rows.add(0, row));
      rows.months()
          .forEach(
              (key, offered) -> {
                var held = months.getOrDefault(key, StoredMonth.NONE);
                var merge =
                    held.merge(offered, Lane.BULK, Optional.empty(), SourcePolicy.HIGHEST, NOON);
                if (merge instanceof Merge.Changed(var next, _, _)) months.put(key, next);
              });
    }
    var result = new HashMap<MonthKey, ActivityMonth>();
    months.forEach((key, stored) -> result.put(key, stored.month()));
    return result;
  }

  private static Quantity onlyValue(ActivityRows rows) {
    return rows.months()
        .values()
        .iterator()
        .next()
        .entries()
        .values()
        .iterator()
        .next()
        .value()
        .orElseThrow();
  }

  /// No two with the same key and time have different values; otherwise their place in the file
  /// would decide.
  private static Gen<ActivityEntry> entries() {
    return integers()
        .between(0, 1)
        .zip(
            integers().between(0, 3),
            integers().between(0, 9),
            (member, day, time) -> entry("m" + member, 27 + day, time * 10 + day, time));
  }

  /// @param day after the last of January
  private static ActivityEntry entry(String member, int day, int value, int time) {
    return new ActivityEntry(
        new MemberId(member),
        LocalDate.of(2026, 1, 31).plusDays(day),
        new MetricId("steps"),
        Quantity.of(value),
        NOON.plusSeconds(time),
        new SourceId("watch"));
  }

  private static MemberEntry member(String name, String... challenges) {
    return new MemberEntry(
        new MemberId("ann"),
        new Profile(name, Optional.empty(), ZoneOffset.UTC),
        List.of(challenges).stream().map(ChallengeId::new).toList());
  }
}
