package groundswell.local.polling;

import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/// Filter criteria of a mapping: a record passes if one of the patterns matches, or if there is
/// none. <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>
final class EventFilter {
  private final Machine patterns = Machine.builder().build();

  EventFilter(List<String> patterns) {
    for (var pattern : patterns) {
      try {
        this.patterns.addRule(pattern, pattern);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "filter pattern %s: %s".formatted(pattern, e.getMessage()), e);
      }
    }
  }

  boolean acceptsAll() {
    return patterns.isEmpty();
  }

  boolean accepts(String recordJson) {
    try {
      return patterns.isEmpty() || !patterns.rulesForJSONEvent(recordJson).isEmpty();
    } catch (Exception e) {
      throw new IllegalArgumentException("record is no JSON object: " + recordJson, e);
    }
  }
}
