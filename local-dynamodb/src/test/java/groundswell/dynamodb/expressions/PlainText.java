package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Writes an expression as people do: with any spaces, keywords in any case, names plain or as
/// placeholders. Collects the placeholders.
public final class PlainText {
  private static final List<String> SPACES = List.of(" ", " ", " ", "  ", "\n", "\t", " \r\n ");

  private final RandomGenerator random;
  private final String prefix;
  private final boolean isNeat;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Value> values = new HashMap<>();

  /// Any spaces, any case.
  public PlainText(RandomGenerator random) {
    this(random, "p", false);
  }

  private PlainText(RandomGenerator random, String prefix, boolean isNeat) {
    this.random = random;
    this.prefix = prefix;
    this.isNeat = isNeat;
  }

  /// The usual spaces, keywords in capitals.
  ///
  /// @param prefix of placeholders, so that those of several expressions differ
  public static PlainText neat(RandomGenerator random, String prefix) {
    return new PlainText(random, prefix, true);
  }

  RandomGenerator random() {
    return random;
  }

  /// Whether to write something optional.
  boolean isLavish() {
    return !isNeat && random.nextInt(4) == 0;
  }

  /// A word that must be separated from its neighbours.
  public PlainText keyword(String keyword) {
    if (isNeat) return append(" " + keyword + " ");
    var written = new StringBuilder();
    for (var letter : keyword.toCharArray())
      written.append(random.nextBoolean() ? letter : Character.toLowerCase(letter));
    return space().append(written.toString()).space();
  }

  public PlainText sign(String sign) {
    if (isNeat) return append(neat(sign));
    return maybeSpace().append(sign).maybeSpace();
  }

  public PlainText gap() {
    return isNeat ? append(" ") : space();
  }

  public PlainText function(String name) {
    return append(name).maybeSpace();
  }

  public PlainText path(List<Object> path) {
    for (var at = 0; at < path.size(); at++) {
      if (path.get(at) instanceof Integer index) sign("[").append(index.toString()).sign("]");
      else name(at == 0 ? this : sign("."), (String) path.get(at));
    }
    return this;
  }

  /// Writes parts, separated by commas.
  public <T> PlainText list(List<T> parts, Consumer<T> write) {
    for (var at = 0; at < parts.size(); at++) {
      if (at > 0) sign(",");
      write.accept(parts.get(at));
    }
    return this;
  }

  public PlainText value(Value value) {
    var reference = ":" + prefix + values.size();
    values.put(reference, value);
    return append(reference);
  }

  /// The text, and what its placeholders stand for.
  String described() {
    return "\"%s\" with %s and %s".formatted(text, names, values);
  }

  public Map<String, String> names() {
    return names;
  }

  public Map<String, Value> values() {
    return values;
  }

  Placeholders placeholders() {
    return new Placeholders(names, values);
  }

  @Override
  public String toString() {
    return isNeat ? text.toString().strip() : text.toString();
  }

  private static String neat(String sign) {
    return switch (sign) {
      case "(", ")", "[", "]", "." -> sign;
      case "," -> ", ";
      default -> " " + sign + " ";
    };
  }

  private void name(PlainText out, String name) {
    out.append(random.nextInt(3) == 0 ? reference(name) : name);
  }

  private String reference(String name) {
    var reference = "#" + prefix + names.size();
    names.put(reference, name);
    return reference;
  }

  private PlainText append(String part) {
    text.append(part);
    return this;
  }

  private PlainText space() {
    return append(SPACES.get(random.nextInt(SPACES.size())));
  }

  private PlainText maybeSpace() {
    return !isNeat && random.nextInt(3) == 0 ? space() : this;
  }
}
