package groundswell.domain;

/// A conditional write was refused because the stored item has changed since it was read. Read
/// again and retry.
public final class VersionConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  public VersionConflict(String item) {
    super("%s was changed by another writer".formatted(item));
  }
}
