package groundswell.client;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file to upload.
///
/// @param kind `activity` or `members`
/// @param mapping how to read another layout
/// @param policy what to do when rows are rejected
public record UploadRequest(
    String kind, Path file, Optional<String> mapping, Optional<String> policy) {

  public static UploadRequest activity(Path file) {
    return new UploadRequest("activity", file, Optional.empty(), Optional.empty());
  }

  public static UploadRequest members(Path file) {
    return new UploadRequest("members", file, Optional.empty(), Optional.empty());
  }

  public UploadRequest mappedBy(String text) {
    return new UploadRequest(kind, file, Optional.of(text), policy);
  }

  public UploadRequest under(String uploadPolicy) {
    return new UploadRequest(kind, file, mapping, Optional.of(uploadPolicy));
  }

  /// The length of the file; the URL for sending it is signed for this length.
  ///
  /// @throws ApiException if the file cannot be read or is empty
  public long sizeBytes() {
    try {
      if (Files.isDirectory(file))
        throw new FileSystemException(file.toString(), null, "Is a directory");
      long bytes = Files.size(file);
      if (bytes == 0)
        throw new ApiException(
            ErrorCode.FILE,
            "%s is empty; a file begins with a line that names its columns".formatted(file));
      return bytes;
    } catch (IOException e) {
      throw new ApiException(FileErrors.notRead(file, e));
    }
  }

  String json() {
    return Json.write(
        new Body(
            kind,
            String.valueOf(file.getFileName()),
            sizeBytes(),
            mapping.orElse(null),
            policy.orElse(null)));
  }

  private record Body(
      String kind,
      String fileName,
      long sizeBytes,
      @Nullable String mapping,
      @Nullable String policy) {}
}
