package groundswell.dynamodb.throughput;

/// A table, an index or one of its partitions throttled a request. The caller retries later.
public final class Throttled extends RuntimeException {
  private final Limit limit;
  private final Resource resource;

  public Throttled(Limit limit, Resource resource) {
    super("%s of %s".formatted(limit, resource), null, false, false);
    this.limit = limit;
    this.resource = resource;
  }

  public Limit limit() {
    return limit;
  }

  public Resource resource() {
    return resource;
  }

  /// Which limit was reached.
  public enum Limit {
    TABLE_READ,
    TABLE_WRITE,
    PARTITION_READ,
    PARTITION_WRITE,
    INDEX_READ,
    INDEX_WRITE
  }
}
