package groundswell.integration.stack;

import java.nio.file.Path;

/// Where a stack is deployed.
interface Place extends AutoCloseable {
  /// Writes the functions' logs into a folder, unless they are kept anyway.
  void saveLogs(Path folder);

  @Override
  void close();

  /// An account of AWS: the stack and its logs stay.
  static Place account() {
    return new Place() {
      @Override
      public void saveLogs(Path folder) {}

      @Override
      public void close() {}
    };
  }
}
