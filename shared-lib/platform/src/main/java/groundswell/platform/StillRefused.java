package groundswell.platform;

/// A service that takes several entries a call kept refusing some of them, however often they were
/// sent again: it is throttled, and may take them later.
public final class StillRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param service what refused, for example `queue …`
  public StillRefused(String service, int refused, int entries) {
    super("%s still refuses %d of %d entries".formatted(service, refused, entries));
  }
}
