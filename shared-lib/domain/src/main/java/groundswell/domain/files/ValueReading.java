package groundswell.domain.files;

/// How the values of an activity file are read.
public enum ValueReading {
  /// Each is a value; an empty one is a fault.
  VALUES,
  /// An empty value takes back what its source had said about the day.
  WITHDRAWALS,
  /// Each is a correction by an administrator: a value, `blank` or `lift`.
  CORRECTIONS
}
