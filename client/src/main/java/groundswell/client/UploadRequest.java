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
/// @param values how the values of an activity file are read: `withdrawals` or `corrections`
/// @param mapping how to read another layout
/// @param policy what to do when rows are rejected
/// @param leavers whether members leave if a file of members does not name them
/// @param confirmLeavers whether they may be any number
/// @param checkOnly whether to check the file and to store nothing until it is applied
public record UploadRequest(
    String kind,
    Path file,
    Optional<String> values,
    Optional<String> mapping,
    Optional<String> policy,
    boolean leavers,
    boolean confirmLeavers,
    boolean checkOnly) {

  public static UploadRequest activity(Path file) {
    return of("activity", file);
  }

  public static UploadRequest members(Path file) {
    return of("members", file);
  }

  private static UploadRequest of(String kind, Path file) {
    return new UploadRequest(
        kind, file, Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);
  }

  public UploadRequest mappedBy(String text) {
    return new UploadRequest(
        kind, file, values, Optional.of(text), policy, leavers, confirmLeavers, checkOnly);
  }

  /// @param reading `withdrawals` or `corrections`
  public UploadRequest reading(String reading) {
    return new UploadRequest(
        kind, file, Optional.of(reading), mapping, policy, leavers, confirmLeavers, checkOnly);
  }

  public UploadRequest under(String uploadPolicy) {
    return new UploadRequest(
        kind, file, values, mapping, Optional.of(uploadPolicy), leavers, confirmLeavers, checkOnly);
  }

  /// The same file, checked only.
  public UploadRequest checked() {
    return new UploadRequest(kind, file, values, mapping, policy, leavers, confirmLeavers, true);
  }

  /// The same file of members, which says that it is complete.
  ///
  /// @param confirmed whether any number of members may leave
  public UploadRequest complete(boolean confirmed) {
    return new UploadRequest(kind, file, values, mapping, policy, true, confirmed, checkOnly);
  }

  /// The length of the file; the URL for sending it is signed for this length.
  ///
  /// @throws ApiException if the file is a folder, cannot be read or is empty
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
            values.orElse(null),
            String.valueOf(file.getFileName()),
            sizeBytes(),
            mapping.orElse(null),
            policy.orElse(null),
            leavers,
            confirmLeavers,
            checkOnly));
  }

  private record Body(
      String kind,
      @Nullable String values,
      String fileName,
      long sizeBytes,
      @Nullable String mapping,
      @Nullable String policy,
      boolean leavers,
      boolean confirmLeavers,
      boolean check) {}
}
