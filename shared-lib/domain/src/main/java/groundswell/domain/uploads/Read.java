package groundswell.domain.uploads;

/// What a field was read as.
sealed interface Read<T> {
  record Value<T>(T value) implements Read<T> {}

  record Wrong<T>(Fault fault) implements Read<T> {}

  static <T> Read<T> value(T value) {
    return new Value<>(value);
  }

  static <T> Read<T> wrong(RowError error, String message) {
    return new Wrong<>(new Fault(error, message));
  }

  /// A value that the mapping gives.
  ///
  /// @throws FileRefused if it is wrong
  static <T> T mapped(Read<T> read) {
    return switch (read) {
      case Read.Value<T>(var value) -> value;
      case Read.Wrong<T>(var fault) ->
          throw new FileRefused(FileError.BAD_MAPPING, "mapping: " + fault.message());
    };
  }
}
