package groundswell.domain.uploads;

import groundswell.domain.files.FileKind;
import java.time.Instant;
import java.util.Optional;

/// Which uploads are listed.
///
/// @param state the name of a state
/// @param createdBy who asked for it
/// @param from the earliest time of creation
/// @param before the time of creation that is too late
public record UploadFilter(
    Optional<FileKind> kind,
    Optional<String> state,
    Optional<String> createdBy,
    Optional<Instant> from,
    Optional<Instant> before) {
  public static final UploadFilter ALL =
      new UploadFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public boolean matches(Upload upload) {
    return kind.filter(it -> it != upload.kind()).isEmpty()
        && state.filter(it -> !it.equals(upload.state().label())).isEmpty()
        && createdBy.filter(it -> !it.equals(upload.createdBy())).isEmpty()
        && from.filter(upload.createdAt()::isBefore).isEmpty()
        && before.filter(it -> !upload.createdAt().isBefore(it)).isEmpty();
  }
}
