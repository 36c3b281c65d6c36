package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.nio.file.Path;

/// A body that has been received and checked.
///
/// @param checksum what the client sent along, else the one that S3 computes itself
record Body(Path file, long size, String md5Hex, Checksum.Stored checksum) {

  /// @throws S3Exception if the value is not the one that was computed
  static void require(String expected, String actual, Code code, String what) {
    if (!expected.equals(actual)) {
      throw new S3Exception(
          code, "The %s you specified did not match what we received.".formatted(what));
    }
  }
}
