package groundswell.domain.files;

import java.util.List;
import java.util.function.UnaryOperator;

/// A file that is refused as a whole. The reason may turn up at any of its rows.
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FileError error;
  private final String reason;
  private final transient List<Choice> choices;
  private final transient List<String> columns;

  /// @param reason what is wrong, where, and what would be right
  public FileRefused(FileError error, String reason) {
    this(error, reason, List.of());
  }

  /// @param reason what is wrong, where, and what would be right
  /// @param choices what the client has to decide, so that the file can be read after all
  public FileRefused(FileError error, String reason, List<Choice> choices) {
    this(error, reason, choices, List.of());
  }

  private FileRefused(FileError error, String reason, List<Choice> choices, List<String> columns) {
    super(reason);
    this.error = error;
    this.reason = reason;
    this.choices = List.copyOf(choices);
    this.columns = List.copyOf(columns);
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
        error,
        reason,
        choices.stream().map(choice -> choice.withMappings(write)).toList(),
        columns);
  }

  /// The same, of a file with these columns.
  FileRefused withColumns(List<String> names) {
    return new FileRefused(error, reason, choices, names);
  }

  /// What the client has to decide, so that the file can be read; empty if it can't be read at all.
  public List<Choice> choices() {
    return choices;
  }

  /// The columns of the file in their order, if another mapping may fit them; else empty. A column
  /// without a name is an empty text.
  public List<String> columns() {
    return columns;
  }
}
