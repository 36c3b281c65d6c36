package groundswell.client.model;

import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What counts for a day, and why.
///
/// @param value null if the day has no entry
/// @param sources whose value counts
/// @param why `highest`, `sum`, `priority`, `highest-of-the-unnamed`, `corrected`, `blanked` or
///     `no-value`
public record Counting(@Nullable BigDecimal value, List<SourceId> sources, String why) {
  public Counting {
    sources = List.copyOf(sources);
  }
}
