package groundswell.uploadpartitioner;

import groundswell.domain.files.CodePage;
import groundswell.domain.files.ReadPlan;
import groundswell.platform.uploads.UploadObjects.StoredFile;
import groundswell.uploadpartitioner.containers.FileContainers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The file of an upload during one run, with a directory for what the run writes. What one pass
/// finds out about the bytes of the file, the next one knows from its beginning.
final class RunFile implements AutoCloseable {
  private final Supplier<StoredFile> stored;
  private final Path directory;
  private ReadPlan plan;
  private long bytes;

  /// @param folders of this process
  /// @param stored opens the file
  /// @param codePage by which it is read if it is not in Unicode and does not say how it is written
  RunFile(RunFolders folders, Supplier<StoredFile> stored, CodePage codePage) throws IOException {
    this.stored = stored;
    directory = folders.create();
    plan = ReadPlan.first(new FileContainers(directory), codePage);
  }

  /// Reads the file, as often as it takes; see [ReadPlan#read].
  void read(ReadPlan.Pass pass) throws IOException {
    plan = plan.read(this::open, pass);
  }

  /// The length of the file as it is stored, after it was opened.
  long bytes() {
    return bytes;
  }

  /// A path for something that the run writes.
  Path path(String name) {
    return directory.resolve(name);
  }

  private StoredFile open() {
    var file = stored.get();
    bytes = file.bytes();
    return file;
  }

  @Override
  public void close() throws IOException {
    RunFolders.delete(directory);
  }
}
