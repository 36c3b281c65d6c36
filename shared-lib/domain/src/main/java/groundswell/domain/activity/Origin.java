package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The upload that made a statement. A statement names it as long as the upload can be taken back.
///
/// @param until when the name is dropped, in whole seconds
public record Origin(UploadId upload, Instant until) {
  /// How long after the arrival of its file an upload can be taken back.
  public static final Duration REVERTIBLE_FOR = Duration.ofDays(14);

  /// How long statements name their upload: two days longer, so that a reversal that is ordered on
  /// the last day finds them. Before-images live as long as both together.
  public static final Duration NAMED_FOR = REVERTIBLE_FOR.plusDays(2);

  public Origin {
    until = until.truncatedTo(ChronoUnit.SECONDS);
  }

  /// @param acceptedAt when the upload's file arrived
  public static Origin of(UploadId upload, Instant acceptedAt) {
    return new Origin(upload, acceptedAt.plus(NAMED_FOR));
  }

  /// Whether a reversal of the upload can still be on its way.
  boolean isNamedAt(Instant now) {
    return now.isBefore(until);
  }
}
