package groundswell.domain.files;

import java.util.Locale;

/// What the rows of a file are.
public enum FileKind {
  ACTIVITY,
  MEMBERS;

  /// As it is shown, for example `members`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
