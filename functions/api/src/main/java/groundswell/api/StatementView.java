package groundswell.api;

import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.SourcePolicy;
import groundswell.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of one statement of a request.
///
/// @param value null if it says that there is none
/// @param source null for a correction
/// @param correction null for what a source says; else `value`, `blank` or `lifted`
/// @param outcome in its own register: `accepted`, `unchanged` or `superseded`
/// @param counts whether its value is the day's value, or part of it, under the tenant's default
///     policy
/// @param day what counts for the day now
record StatementView(
    String date,
    String metric,
    @Nullable BigDecimal value,
    @Nullable String source,
    @Nullable String correction,
    String recordedAt,
    String outcome,
    boolean counts,
    CountingView day) {

  static StatementView of(
      CheckedStatement told, Outcome outcome, ActivityMonth merged, SourcePolicy policy) {
    var counting = policy.countingOf(merged.valuesOf(told.day()));
    boolean stands = outcome != Outcome.SUPERSEDED;
    var day = CountingView.of(counting);
    return switch (told) {
      case CheckedStatement.OfSource(_, var key, var entry) ->
          view(
              told,
              entry.value(),
              key.source().value(),
              null,
              entry.recordedAt(),
              outcome,
              stands && counting.sources().contains(key.source()),
              day);
      case CheckedStatement.OfCorrection(_, _, var correction) ->
          view(
              told,
              valueOf(correction.ruling()),
              null,
              label(correction.ruling()),
              correction.madeAt(),
              outcome,
              stands && correction.ruling() instanceof Ruling.Exactly,
              day);
    };
  }

  static String label(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Exactly _ -> "value";
      case Ruling.Blank() -> "blank";
      case Ruling.Lifted() -> "lifted";
    };
  }

  static Optional<Quantity> valueOf(Ruling ruling) {
    return ruling instanceof Ruling.Exactly(var value) ? Optional.of(value) : Optional.empty();
  }

  private static StatementView view(
      CheckedStatement told,
      Optional<Quantity> value,
      @Nullable String source,
      @Nullable String correction,
      Instant saidAt,
      Outcome outcome,
      boolean counts,
      CountingView day) {
    return new StatementView(
        told.month().month().atDay(told.day()).toString(),
        told.month().metric().value(),
        value.map(Json::number).orElse(null),
        source,
        correction,
        Json.time(saidAt),
        outcome.name().toLowerCase(Locale.ROOT),
        counts,
        day);
  }
}
