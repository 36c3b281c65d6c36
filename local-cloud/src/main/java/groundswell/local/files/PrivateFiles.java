package groundswell.local.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that other users of this machine cannot read, as what the local cloud stores is personal.
public final class PrivateFiles {
  private static final String OWNER_ONLY = "rwx------";
  private static final String OWNER_ONLY_FILE = "rw-------";

  private PrivateFiles() {}

  /// Makes a directory and those above it, where they are missing.
  public static void createDirectories(Path directory) throws IOException {
    if (hasPosixPermissions(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    } else {
      Files.createDirectories(directory);
    }
  }

  /// Opens a file to write at its end, and makes it if it is missing.
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
