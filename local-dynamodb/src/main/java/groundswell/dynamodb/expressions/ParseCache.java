package groundswell.dynamodb.expressions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Parsed texts. Programs reuse few texts, so a full cache is simply cleared.
final class ParseCache<T> {
  private static final int TEXTS_MAX = 1_000;

  private final Function<String, T> parse;
  private final Map<String, T> parsed = new ConcurrentHashMap<>();

  ParseCache(Function<String, T> parse) {
    this.parse = parse;
  }

  T get(String text) {
    var known = parsed.get(text);
    if (known != null) return known;
    if (parsed.size() >= TEXTS_MAX) parsed.clear();
    var fresh = parse.apply(text);
    parsed.put(text, fresh);
    return fresh;
  }
}
