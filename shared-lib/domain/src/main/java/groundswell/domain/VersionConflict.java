package groundswell.domain;

/// A conditional write was refused because the stored item is no longer the one that was read: read
/// again and repeat.
public final class VersionConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  public VersionConflict(String item) {
    super("%s was changed by another writer".formatted(item));
  }
}
