package groundswell.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the template tells the function that replays failures.
record Replayer(Template template) {
  static final String ID = "DlqReplayer";

  private static final Pattern CALLED = Pattern.compile("([a-z-]+),[$][{](\\w+)}:live");

  private static final Pattern TARGET =
      Pattern.compile(
          "[$][{](\\w+)[.]QueueName},[$][{](\\w+)[.]QueueName},[$][{](\\w+)},([a-z-]+)");

  /// Where failures of a queue come from and go back to.
  ///
  /// @param deadLetterQueue its logical id
  /// @param queue its logical id
  /// @param cap the parameter with the queue's cap
  /// @param service the function that reads the queue
  record Target(String deadLetterQueue, String queue, String cap, String service) {}

  /// The logical ids of the functions that it can call, by their service.
  Map<String, String> called() {
    var functions = new TreeMap<String, String>();
    matches(CALLED, template.environment(ID).get("FUNCTIONS"))
        .forEach(named -> functions.put(named.group(1), named.group(2)));
    return functions;
  }

  /// The rows of `RedriveTargets`.
  List<Target> targets() {
    var setting = Objects.requireNonNull(template.environment(ID).get("DEAD_LETTERS"));
    var list = template.resource(setting.reference().orElseThrow());
    return matches(TARGET, list.properties().at("Value"))
        .map(row -> new Target(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  /// The words of a setting, each of which has to match.
  private static Stream<MatchResult> matches(Pattern pattern, @Nullable Property setting) {
    return Arrays.stream(Objects.requireNonNull(setting).text().strip().split("\\s+", -1))
        .map(
            word -> {
              var match = pattern.matcher(word);
              if (!match.matches()) throw new IllegalStateException(word + " is not " + pattern);
              return match.toMatchResult();
            });
  }
}
