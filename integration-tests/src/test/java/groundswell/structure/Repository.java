package groundswell.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that the tests run in.
final class Repository {
  static final Path ROOT = root(Path.of("").toAbsolutePath());

  private Repository() {}

  /// Our own files below a folder whose names have the suffix, without build output.
  static List<Path> files(String folder, String suffix) {
    try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
      return paths
          .filter(path -> path.toString().endsWith(suffix) && Files.isRegularFile(path))
          .filter(
              path ->
                  !ROOT.relativize(path).toString().matches("(.*/)?(target|node_modules|[.].*)/.*"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root(Path folder) {
    if (Files.exists(folder.resolve("template.yaml"))) return folder;
    var parent = folder.getParent();
    if (parent == null) throw new IllegalStateException("no template.yaml above " + Path.of(""));
    return root(parent);
  }
}
