package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What a good row of an activity file says.
///
/// @param saying who says something about the day, and what
/// @param saidAt when it was recorded, or when the correction was made
public record ActivityEntry(
    MemberId member, LocalDate day, MetricId metric, Saying saying, Instant saidAt)
    implements UploadEntry {

  /// A value of a source.
  public ActivityEntry(
      MemberId member,
      LocalDate day,
      MetricId metric,
      Quantity value,
      Instant recordedAt,
      SourceId source) {
    this(member, day, metric, new Saying.OfSource(source, Optional.of(value)), recordedAt);
  }

  /// Who says something about a day, and what.
  public sealed interface Saying {
    /// @param value empty if the source takes back what it had said
    record OfSource(SourceId source, Optional<Quantity> value) implements Saying {}

    /// A correction by an administrator.
    record OfCorrection(Ruling ruling) implements Saying {}
  }
}
