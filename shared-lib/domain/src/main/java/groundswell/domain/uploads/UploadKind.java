package groundswell.domain.uploads;

/// What the rows of an upload are.
public enum UploadKind {
  ACTIVITY,
  MEMBERS
}
