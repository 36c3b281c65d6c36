package groundswell.domain.files;

import java.util.List;

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
  /// @param choices of which the client has to make one
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

  /// The readings of which the client has to choose one; empty unless the file is undecided.
  public List<Choice> choices() {
    return choices;
  }

  /// A way to read a file.
  ///
  /// @param mapping the part that says so in the mapping, or the name of a mapping
  /// @param means what a value of the file is then, for people
  public record Choice(String mapping, String means) {}
}
