package groundswell.dynamodb.tables;

/// The engine holds as much as its options allow. Deletions still work.
public final class StorageFull extends RuntimeException {
  StorageFull(long bytes, long bytesMax) {
    super(
        "the tables take %,d bytes and may take %,d: delete items or tables, or raise the bound"
            .formatted(bytes, bytesMax),
        null,
        false,
        false);
  }
}
