package groundswell.client.model;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored of a member's days.
///
/// @param timeZone where the member's days begin
public record MemberDays(
    MemberId member, String timeZone, LocalDate from, LocalDate to, List<Day> days) {
  public MemberDays {
    days = List.copyOf(days);
  }

  /// @param correction null if there was none
  public record Day(
      LocalDate date,
      MetricId metric,
      Counting counting,
      List<Said> sources,
      @Nullable Correction correction) {
    public Day {
      sources = List.copyOf(sources);
    }
  }

  /// What a source says.
  ///
  /// @param value null if it was withdrawn
  public record Said(
      SourceId source, @Nullable BigDecimal value, Instant recordedAt, boolean counts) {}

  /// @param ruling `value`, `blank` or `lifted`
  public record Correction(String ruling, @Nullable BigDecimal value, Instant madeAt) {}
}
