package groundswell.local.calls;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// How often each function was invoked in one chain: an invocation, what it sent to a queue, a
/// topic, a bucket or a function, the invocations that this led to, and so on. Lambda keeps the
/// numbers in the X-Ray header that travels with each of them, and so does the local cloud:
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>. The header itself is
/// on the page <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html>.
///
/// @param invocations by a hash of the function's ARN
public record Chain(Map<String, Integer> invocations) {
  public static final String HEADER = "X-Amzn-Trace-Id";

  private static final String ROOT = "Root=1-00000000-000000000000000000000000";
  private static final String LINEAGE = "Lineage=";

  public Chain {
    invocations = Map.copyOf(invocations);
  }

  /// An empty chain. A call from outside, a stream or the event bus begins one.
  public static Chain begun() {
    return new Chain(Map.of());
  }

  /// @param header as [#header] wrote it; anything else begins a chain
  public static Chain of(Optional<String> header) {
    var lineage =
        header.stream()
            .flatMap(text -> Arrays.stream(text.split(";", -1)))
            .filter(part -> part.startsWith(LINEAGE))
            .findFirst();
    if (lineage.isEmpty()) return begun();
    var invocations = new TreeMap<String, Integer>();
    for (var part : lineage.get().substring(LINEAGE.length()).split("\\|", -1)) {
      var fields = part.split(":", -1);
      if (fields.length != 2 || !fields[1].matches("\\d{1,9}")) return begun();
      invocations.put(fields[0], Integer.parseInt(fields[1]));
    }
    return new Chain(invocations);
  }

  /// For example `Root=…;Lineage=1f3a50c2:3|68fd508a:5`; empty for a chain without invocations.
  public Optional<String> header() {
    if (invocations.isEmpty()) return Optional.empty();
    var lineage =
        new TreeMap<>(invocations)
            .entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining("|"));
    return Optional.of(ROOT + ";" + LINEAGE + lineage);
  }

  /// How often a function was invoked in it.
  public int count(String functionArn) {
    return invocations.getOrDefault(hash(functionArn), 0);
  }

  /// The chain with one more invocation of a function.
  public Chain with(String functionArn) {
    var more = new TreeMap<>(invocations);
    more.merge(hash(functionArn), 1, Integer::sum);
    return new Chain(more);
  }

  /// Joins two chains, for a batch with messages of both: the greater number for each function.
  public Chain merged(Chain other) {
    var more = new TreeMap<>(invocations);
    other.invocations.forEach((function, count) -> more.merge(function, count, Math::max));
    return new Chain(more);
  }

  private static String hash(String functionArn) {
    var crc = new CRC32();
    crc.update(functionArn.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
