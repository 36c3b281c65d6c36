package groundswell.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file to upload.
///
/// @param kind `activity` or `members`
/// @param values how the values of an activity file are read: `withdrawals` or `corrections`
/// @param mapping how to read another layout
/// @param policy what to do when rows are rejected
public record UploadRequest(
    String kind,
    Path file,
    Optional<String> values,
    Optional<String> mapping,
    Optional<String> policy) {

  public static UploadRequest activity(Path file) {
    return new UploadRequest(
        "activity", file, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static UploadRequest members(Path file) {
    return new UploadRequest(
        "members", file, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public UploadRequest mappedBy(String text) {
    return new UploadRequest(kind, file, values, Optional.of(text), policy);
  }

  /// @param reading `withdrawals` or `corrections`
  public UploadRequest reading(String reading) {
    return new UploadRequest(kind, file, Optional.of(reading), mapping, policy);
  }

  public UploadRequest under(String uploadPolicy) {
    return new UploadRequest(kind, file, values, mapping, Optional.of(uploadPolicy));
  }

  /// The length of the file; the URL for sending it is signed for this length.
  ///
  /// @throws ApiException if the file cannot be read or is empty
  public long sizeBytes() {
    try {
      long bytes = Files.size(file);
      if (bytes == 0)
        throw new ApiException(
            "%s is empty; a file begins with a line that names its columns".formatted(file));
      return bytes;
    } catch (IOException e) {
      throw new ApiException("cannot read %s: %s".formatted(file, FileErrors.reason(e)));
    }
  }

  String json() {
    return Json.write(
        new Body(
            kind,
            values.orElse(null),
            String.valueOf(file.getFileName()),
            sizeBytes(),
            mapping.orElse(null),
            policy.orElse(null)));
  }

  private record Body(
      String kind,
      @Nullable String values,
      String fileName,
      long sizeBytes,
      @Nullable String mapping,
      @Nullable String policy) {}
}
