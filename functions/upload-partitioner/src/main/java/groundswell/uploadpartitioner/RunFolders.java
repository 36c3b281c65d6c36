package groundswell.uploadpartitioner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Folders for what runs write. Those of a process are in one folder, so that the next process can
/// delete what a crash has left: Lambda keeps `/tmp` when it starts a crashed function again
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>).
final class RunFolders {
  private static final String PREFIX = "upload-of-";

  private final Path ofProcess;

  private RunFolders(Path ofProcess) {
    this.ofProcess = ofProcess;
  }

  /// Deletes the folders of processes that have ended. A folder of this process's id is from an
  /// earlier one.
  ///
  /// @param temporary the folder of all of them
  static RunFolders begin(Path temporary, long process) {
    try {
      try (var old = Files.newDirectoryStream(temporary, PREFIX + "*")) {
        for (var folder : old) if (hasEnded(folder, process)) delete(folder);
      }
      return new RunFolders(Files.createDirectory(temporary.resolve(PREFIX + process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A new folder, which its run deletes.
  Path create() throws IOException {
    return Files.createTempDirectory(ofProcess, "run");
  }

  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (var found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : all) Files.deleteIfExists(path);
  }

  private static boolean hasEnded(Path folder, long process) {
    var id = folder.getFileName().toString().substring(PREFIX.length());
    if (!id.matches("[0-9]{1,18}")) return false;
    long owner = Long.parseLong(id);
    return owner == process || ProcessHandle.of(owner).isEmpty();
  }
}
