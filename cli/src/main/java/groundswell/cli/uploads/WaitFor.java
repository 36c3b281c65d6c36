package groundswell.cli.uploads;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// What `--wait` waits for. The constants are spelt as on the command line.
enum WaitFor {
  /// The boards show the rows.
  boards,
  /// The rows are stored, and the report is there.
  rows;

  /// Takes a value after an equals sign only: in `--wait FILE` the next word is the file
  /// (<https://picocli.info/#IParameterPreprocessor_Parser_Plugin>).
  static final class Attached implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (!"=".equals(info.get("separator"))) words.push(boards.name());
      return false;
    }
  }
}
