package groundswell.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a list.
///
/// @param next the [Cursor] of the next page; empty after the last
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /// @param found what follows the page before; more than `limit` if there is a next page
  /// @param place of an item in the list
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> place) {
    if (found.size() <= limit) return new Page<>(found, Optional.empty());
    var items = found.subList(0, limit);
    return new Page<>(items, Optional.of(Cursor.of(place.apply(items.getLast()))));
  }
}
