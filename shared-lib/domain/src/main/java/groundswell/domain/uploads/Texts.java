package groundswell.domain.uploads;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.util.Optional;
import java.util.function.Function;

/// Reads ids from the text of a field.
final class Texts {
  private Texts() {}

  static Read<MemberId> memberId(String text) {
    return read(text, MemberId::new, RowError.BAD_MEMBER_ID);
  }

  static Read<SourceId> source(String text) {
    return read(text, SourceId::new, RowError.BAD_SOURCE);
  }

  static Optional<MetricId> metric(String text) {
    return read(text, MetricId::new, RowError.UNKNOWN_METRIC) instanceof Read.Value(var id)
        ? Optional.of(id)
        : Optional.empty();
  }

  /// @param make throws an [IllegalArgumentException] that says what is wrong
  static <T> Read<T> read(String text, Function<String, T> make, RowError error) {
    try {
      return Read.value(make.apply(text));
    } catch (IllegalArgumentException e) {
      return Read.wrong(error, String.valueOf(e.getMessage()));
    }
  }
}
