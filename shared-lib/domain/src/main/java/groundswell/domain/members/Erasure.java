package groundswell.domain.members;

import java.time.Instant;

/// What stays of a member who was erased: that it was, under a digest of its id. Files do not
/// register such a member again.
///
/// @param version of the erasure; a later registration has a greater one
public record Erasure(Instant at, long version) {
  /// The time from which on a new registration is the later word, whatever the clock says.
  public Instant after(Instant now) {
    var next = Instant.ofEpochMilli(version + 1);
    return now.isBefore(next) ? next : now;
  }
}
