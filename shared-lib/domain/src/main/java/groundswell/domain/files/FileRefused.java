package groundswell.domain.files;

import java.util.List;
import java.util.function.UnaryOperator;

/// A file that is refused as a whole. The reason may turn up at any of its rows.
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FileError error;
  private final String reason;
  private final transient List<Choice> choices;

  /// @param reason what is wrong, where, and what would be right
  public FileRefused(FileError error, String reason) {
    this(error, reason, List.of());
  }

  /// @param reason what is wrong, where, and what would be right
  /// @param choices what the client has to decide, so that the file can be read after all
  public FileRefused(FileError error, String reason, List<Choice> choices) {
    super(reason);
    this.error = error;
    this.reason = reason;
    this.choices = List.copyOf(choices);
  }

  public FileError error() {
    return error;
  }

  /// What is wrong, where, and what would be right.
  public String reason() {
    return reason;
  }

  /// The same, with the mappings of its readings written otherwise.
  FileRefused withMappings(UnaryOperator<String> write) {
    return new FileRefused(
        error, reason, choices.stream().map(choice -> choice.withMappings(write)).toList());
  }

  /// What the client has to decide, so that the file can be read; empty if it can't be read at all.
  public List<Choice> choices() {
    return choices;
  }
}
