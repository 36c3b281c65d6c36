package groundswell.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.local.files.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/// The standard output of functions that run in this process. In Lambda this is the log, which
/// includes the metrics in CloudWatch's embedded metric format. Here it goes to a file, so that the
/// command's own output stays readable.
public final class FunctionOutput implements AutoCloseable {
  private final PrintStream before;
  private final PrintStream file;

  private FunctionOutput(PrintStream before, PrintStream file) {
    this.before = before;
    this.file = file;
  }

  /// Discards what libraries print; for commands that run no functions.
  public static void discard() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
  }

  static FunctionOutput intoFile(Path file) throws IOException {
    var output =
        new FunctionOutput(System.out, new PrintStream(PrivateFiles.append(file), true, UTF_8));
    System.setOut(output.file);
    return output;
  }

  @Override
  public void close() {
    System.setOut(before);
    file.close();
  }
}
