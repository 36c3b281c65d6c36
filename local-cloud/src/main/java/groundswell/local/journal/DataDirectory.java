package groundswell.local.journal;

import groundswell.dynamodb.storage.Storage;
import groundswell.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Where a local cloud keeps its state, locked while it runs. One file has the tables. Another has
/// everything in flight (messages, deliveries, how far streams were read) and the topics' inboxes.
/// Objects are in a directory beside them.
public final class DataDirectory implements AutoCloseable {
  private static final String STATE = "state";

  private final Path state;
  private final FileChannel lock;
  private final Storage storage;

  private DataDirectory(Path state, FileChannel lock, Storage storage) {
    this.state = state;
    this.lock = lock;
    this.storage = storage;
  }

  /// Opens what was kept there, or starts empty.
  ///
  /// @throws DataDirectoryException if it cannot be used
  public static DataDirectory open(Path directory) {
    var state = directory.resolve(STATE);
    try {
      PrivateFiles.createDirectories(state);
      var lock = lock(directory, state.resolve("lock"));
      try {
        return new DataDirectory(state, lock, Storage.open(Optional.of(state.resolve("messages"))));
      } catch (RuntimeException e) {
        lock.close();
        throw new DataDirectoryException(
            "cannot read what %s keeps: %s; choose another data directory, or remove this one to begin anew"
                .formatted(directory, e.getMessage()),
            e);
      }
    } catch (IOException e) {
      throw new DataDirectoryException("cannot keep anything in %s: %s".formatted(directory, e), e);
    }
  }

  /// The lock is released when the process ends, even by a crash.
  private static FileChannel lock(Path directory, Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) return channel;
    } catch (OverlappingFileLockException _) {
      channel.close();
      throw inUse(directory);
    }
    channel.close();
    throw inUse(directory);
  }

  private static DataDirectoryException inUse(Path directory) {
    return new DataDirectoryException(
        "%s is in use by another local cloud; stop that one, or choose another data directory"
            .formatted(directory));
  }

  /// The file of the tables.
  public Path tables() {
    return state.resolve("tables");
  }

  /// @param type of its records, which are stored as JSON
  public <V> Journal<V> journal(String name, Class<V> type) {
    return new FileJournal<>(storage, name, type);
  }

  @Override
  public void close() {
    storage.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new DataDirectoryException("cannot give up the lock of " + state, e);
    }
  }
}
