package groundswell.local.objects;

import groundswell.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A directory for contents, each in a file named by a number.
record Spool(Path directory, AtomicLong files) {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  /// A directory that outlives the store, with what is in it.
  static Spool kept(Path dataDirectory) {
    var directory = dataDirectory.resolve("objects");
    try {
      PrivateFiles.createDirectories(directory);
      try (var files = Files.list(directory)) {
        var last =
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .max();
        return new Spool(directory, new AtomicLong(last.orElse(0)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store objects in " + directory, e);
    }
  }

  static Spool in(Path dataDirectory) {
    try {
      PrivateFiles.createDirectories(dataDirectory);
      return new Spool(Files.createTempDirectory(dataDirectory, "objects-"), new AtomicLong());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store objects in " + dataDirectory, e);
    }
  }

  Path newFile() {
    return directory.resolve(Long.toString(files.incrementAndGet()));
  }

  /// A file that cannot be removed costs only space.
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}", file, e);
    }
  }

  void removeAll() {
    try (var all = Files.list(directory)) {
      all.forEach(Spool::remove);
    } catch (IOException e) {
      LOG.warn("cannot remove what is in {}", directory, e);
    }
    remove(directory);
  }
}
