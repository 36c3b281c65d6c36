package groundswell.domain.ids;

/// One upload, unique within its tenant.
public record UploadId(String value) implements Comparable<UploadId> {
  public UploadId {
    Name.check("upload id", value);
  }

  @Override
  public int compareTo(UploadId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
