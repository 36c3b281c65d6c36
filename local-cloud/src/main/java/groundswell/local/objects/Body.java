package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.nio.file.Path;
import java.util.Optional;

/// A body that has been received and checked.
///
/// @param checksum what the client sent along, if it did
record Body(Path file, long size, String md5Hex, Optional<Sent> checksum) {

  record Sent(Checksum checksum, String value) {}

  /// @throws S3Exception if the value is not the one that was computed
  static void require(String expected, String actual, Code code, String what) {
    if (!expected.equals(actual)) {
      throw new S3Exception(
          code, "The %s you specified did not match what we received.".formatted(what));
    }
  }
}
