package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Optional;

/// A statement about a register, and who made it. Of two statements the greater stands. Of equal
/// ones the one that stays for good is greater, else the one of the greater upload id.
///
/// @param origin empty if the statement can't be taken back: it came through the API, or long ago
public record AttributedStatement<S extends Comparable<S>>(S statement, Optional<Origin> origin)
    implements Comparable<AttributedStatement<S>> {
  @Override
  public int compareTo(AttributedStatement<S> other) {
    int byStatement = statement.compareTo(other.statement);
    if (byStatement != 0) return byStatement;
    if (origin.isEmpty() || other.origin.isEmpty())
      return Boolean.compare(origin.isEmpty(), other.origin.isEmpty());
    return origin.get().upload().compareTo(other.origin.get().upload());
  }

  /// The upload that it goes with if that is taken back.
  public Optional<UploadId> upload() {
    return origin.map(Origin::upload);
  }

  boolean staysForGood() {
    return origin.isEmpty();
  }

  AttributedStatement<S> settledAt(Instant now) {
    return origin.filter(named -> !named.isNamedAt(now)).isEmpty()
        ? this
        : new AttributedStatement<>(statement, Optional.empty());
  }
}
