package groundswell.domain.files;

/// What the rows of a file are.
public enum FileKind {
  ACTIVITY,
  MEMBERS
}
