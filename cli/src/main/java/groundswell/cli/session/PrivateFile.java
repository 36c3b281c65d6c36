package groundswell.cli.session;

import groundswell.client.ErrorCode;
import groundswell.client.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;

/// A file with a secret.
final class PrivateFile {
  private static final Set<PosixFilePermission> OTHERS_READ =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private PrivateFile() {}

  /// @param what the file has, for messages
  /// @throws CommandException if it cannot be read, or if others can read it as well
  static String read(String what, Path file) {
    try {
      check(file);
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandException(
          ErrorCode.FILE, "cannot read %s from %s: %s".formatted(what, file, FileErrors.reason(e)));
    }
  }

  /// @throws CommandException if others can read it
  static void check(Path file) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) return;
    if (Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS_READ)) return;
    if (Files.isDirectory(file)) return;
    throw new CommandException(
        ErrorCode.SETTINGS,
        "%s holds a secret, and other users of this machine can read it".formatted(file),
        "take their permission with: chmod 600 %s".formatted(file));
  }
}
