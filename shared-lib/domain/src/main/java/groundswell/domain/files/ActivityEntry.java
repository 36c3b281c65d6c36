package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.Instant;
import java.time.LocalDate;

/// What a good row of an activity file says.
public record ActivityEntry(
    MemberId member,
    LocalDate day,
    MetricId metric,
    Quantity value,
    Instant recordedAt,
    SourceId source)
    implements UploadEntry {
  /// The source of rows that do not name one.
  public static final SourceId DEFAULT_SOURCE = new SourceId("upload");
}
