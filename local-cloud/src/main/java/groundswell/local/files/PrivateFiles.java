package groundswell.local.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that other users of this machine cannot read: the local cloud stores personal data.
public final class PrivateFiles {
  private static final String OWNER_ONLY = "rwx------";
  private static final String OWNER_ONLY_FILE = "rw-------";

  private PrivateFiles() {}

  /// Creates a directory and its missing parents.
  public static void createDirectories(Path directory) throws IOException {
    if (hasPosixPermissions(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    } else {
      Files.createDirectories(directory);
    }
  }

  /// Opens a file for appending, and creates it if it is missing.
  public static OutputStream append(Path file) throws IOException {
    if (Files.notExists(file) && hasPosixPermissions(file)) {
      Files.createFile(
          file,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FILE)));
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static boolean hasPosixPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
