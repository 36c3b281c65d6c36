package groundswell.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Files that are not needed after a command.
final class TemporaryFiles {
  private TemporaryFiles() {}

  /// Removes a directory with everything in it. A file that can't be removed stays, because nothing
  /// depends on it.
  static void remove(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TemporaryFiles::removeOne);
    } catch (IOException _) {
      return;
    }
  }

  private static void removeOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      return;
    }
  }
}
