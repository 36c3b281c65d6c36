package groundswell.domain.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Order.Misfit;
import groundswell.domain.uploads.Order.Outcome;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A file is kept for some weeks, so what waits for its client must not wait longer.
class ExpiringAfterAWeek {
  private static final Instant ARRIVED = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant LATER = ARRIVED.plus(Duration.ofDays(3));
  private static final Instant WEEK = ARRIVED.plus(Duration.ofDays(7));
  private static final Order.Apply WITH_A_MAPPING =
      new Order.Apply(Optional.of("value=Wert:0,00"), false, false);
  private static final Order.Apply AS_IT_IS = new Order.Apply(Optional.empty(), false, true);

  static List<UploadState> questions() {
    return List.of(
        new Undecided(ARRIVED, "v1", "which?", List.of()),
        Undecided.about(new Leavers(20, 3, List.of()), ARRIVED, "v1"));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void answersAQuestionWithinAWeek(UploadState question) {
    var upload = upload(question);

    assertThat(WITH_A_MAPPING.on(upload, WEEK)).isInstanceOf(Outcome.Moves.class);
    assertThat(misfit(WITH_A_MAPPING.on(upload, WEEK.plusMillis(1))))
        .isEqualTo(Misfit.CHECK_EXPIRED);
    assertThat(misfit(AS_IT_IS.on(upload, WEEK.plusMillis(1)))).isEqualTo(Misfit.CHECK_EXPIRED);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void removesNobodyAfterThat(UploadState question) {
    var upload = upload(question);

    assertThat(upload.mayRemoveMembers(WEEK)).isTrue();
    assertThat(upload.mayRemoveMembers(WEEK.plusMillis(1))).isFalse();
  }

  /// The rows of the check are kept longer than the file itself.
  @Test
  void readsACheckedFileAgainOnlyWithinAWeekOfItsArrival() {
    var plan = new Storing(ARRIVED, "run", Lane.BULK, 1, 1, 3, 0, new TreeMap<>());
    var check = new Check(Effect.NONE, Consequences.NONE, List.of(), Optional.empty());
    var upload = upload(new Checked(LATER, "v1", plan, check));
    var after = WEEK.plusMillis(1);

    assertThat(misfit(WITH_A_MAPPING.on(upload, after))).isEqualTo(Misfit.CHECK_EXPIRED);
    assertThat(AS_IT_IS.on(upload, after)).isInstanceOf(Outcome.Moves.class);
    assertThat(misfit(AS_IT_IS.on(upload, after.plus(Duration.ofDays(3)))))
        .isEqualTo(Misfit.CHECK_EXPIRED);
  }

  private static Misfit misfit(Outcome outcome) {
    return outcome instanceof Outcome.Refused(var misfit, _) ? misfit : fail(outcome);
  }

  private static Misfit fail(Outcome outcome) {
    throw new AssertionError(outcome);
  }

  private static Upload upload(UploadState state) {
    return new Upload(
        new TenantId("acme"),
        new UploadId("019d0ae21f80-9c4e1d02a7b35f66"),
        FileKind.MEMBERS,
        ValueReading.VALUES,
        "members.csv",
        100,
        Optional.empty(),
        new UploadPolicy.Partial(),
        LeaverPolicy.FEW_LEAVE,
        true,
        "ann",
        ARRIVED,
        5,
        state,
        Optional.empty());
  }
}
