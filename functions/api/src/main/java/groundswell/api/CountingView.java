package groundswell.api;

import groundswell.domain.activity.Counting;
import groundswell.domain.ids.SourceId;
import groundswell.http.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What counts for a day, and why, as it is sent.
///
/// @param value null if the day has no entry
/// @param sources whose value counts
/// @param why `highest`, `sum`, `priority`, `highest-of-the-unnamed`, `corrected`, `blanked` or
///     `no-value`
record CountingView(@Nullable BigDecimal value, List<String> sources, String why) {
  static CountingView of(Counting counting) {
    return new CountingView(
        counting.value().map(Json::number).orElse(null),
        counting.sources().stream().sorted().map(SourceId::value).toList(),
        counting.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
