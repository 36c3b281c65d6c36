package groundswell.platform;

/// A batch call still refused some of its entries after all retries. The service is throttling, and
/// may accept them later.
public final class StillRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param service what refused, for example `queue …`
  public StillRefused(String service, int refused, int entries) {
    super("%s still refuses %d of %d entries".formatted(service, refused, entries));
  }
}
