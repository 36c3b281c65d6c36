package groundswell.uploadpartitioner.containers;

import groundswell.domain.files.Containers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Opens workbooks and files of JSON Lines. Both are kept on the disk while they are read: a
/// workbook has its texts behind its rows, and the names in JSON Lines are known at the end.
public final class FileContainers implements Containers {
  private final Path directory;
  private final Limits limits;

  /// @param directory for copies of files; its owner deletes those that a crash leaves
  public FileContainers(Path directory) {
    this(directory, Limits.DEFAULT);
  }

  FileContainers(Path directory, Limits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  @Override
  public Table open(Kind kind, InputStream file, Optional<String> sheet) throws IOException {
    var copy = Files.createTempFile(directory, "container", "");
    try {
      try (var out = Files.newOutputStream(copy)) {
        copy(kind, file, out);
      }
      return switch (kind) {
        case ZIP -> Workbook.open(copy, sheet, limits);
        case JSON -> JsonLines.open(copy);
      };
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private void copy(Kind kind, InputStream file, OutputStream out) throws IOException {
    if (kind == Kind.JSON) {
      file.transferTo(out);
      return;
    }
    var buffer = new byte[1 << 16];
    long bytes = 0;
    for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
      bytes += count;
      limits.checkPacked(bytes);
      out.write(buffer, 0, count);
    }
  }
}
