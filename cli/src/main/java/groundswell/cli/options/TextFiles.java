package groundswell.cli.options;

import groundswell.cli.session.CommandException;
import groundswell.client.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads files that an argument names.
public final class TextFiles {
  private TextFiles() {}

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandException(FileErrors.notRead(file, e));
    }
  }
}
