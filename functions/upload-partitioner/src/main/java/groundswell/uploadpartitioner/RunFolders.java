package groundswell.uploadpartitioner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folders for what runs write. Those of a process are in one folder, so that the next process can
/// delete what a crash has left: Lambda keeps `/tmp` when it starts a crashed function again
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>).
final class RunFolders {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolders.class);
  private static final String PREFIX = "upload-of-";

  private final Path temporary;
  private final long process;
  private final Path ofProcess;
  private boolean begun;

  /// @param temporary the folder of all of them
  /// @param process the id of this process
  RunFolders(Path temporary, long process) {
    this.temporary = temporary;
    this.process = process;
    ofProcess = temporary.resolve(PREFIX + process);
  }

  /// A new folder, which its run deletes. Before the first one, the folders of processes that have
  /// ended are deleted.
  synchronized Path create() throws IOException {
    if (!begun) deleteOld();
    begun = true;
    Files.createDirectories(ofProcess);
    return Files.createTempDirectory(ofProcess, "run");
  }

  /// A folder of this process's id is from an earlier one.
  private void deleteOld() {
    try (var old = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (var folder : old) if (hasEnded(folder)) deleteIfAllowed(folder);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("the folders of ended processes in {} cannot be listed", temporary, e);
    }
  }

  /// It may be another user's, or another process deletes it at the same time.
  private static void deleteIfAllowed(Path folder) {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} is left, as it cannot be deleted", folder, e);
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (var found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : all) Files.deleteIfExists(path);
  }

  private boolean hasEnded(Path folder) {
    var id = folder.getFileName().toString().substring(PREFIX.length());
    if (!id.matches("[0-9]{1,18}")) return false;
    long owner = Long.parseLong(id);
    return owner == process || ProcessHandle.of(owner).isEmpty();
  }
}
