package groundswell.platform.json;

import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.SourcePolicy.Choice;
import groundswell.domain.ids.SourceId;
import groundswell.platform.json.Json.Writer;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Which of a day's sources counts, as users write it: `{"count": "highest"}`, `{"count": "sum",
/// "only": ["garmin", "manual"]}` or `{"count": "priority", "priority": ["hr", "garmin"]}`.
final class SourcePolicyCodec {
  private static final String COUNT = "count";
  private static final String PRIORITY = "priority";
  private static final String ONLY = "only";
  private static final String HIGHEST = "highest";
  private static final String SUM = "sum";

  private SourcePolicyCodec() {}

  static SourcePolicy decode(JsonObject sources) {
    sources.allowOnly(List.of(COUNT, PRIORITY, ONLY));
    var only = names(sources, ONLY);
    if (sources.has(ONLY) && only.isEmpty())
      throw sources.error(ONLY, "names no source; leave it out if all may count");
    return sources.make(() -> new SourcePolicy(choice(sources), new TreeSet<>(only)));
  }

  static Writer writer(SourcePolicy sources) {
    return json -> {
      json.writeStartObject();
      switch (sources.choice()) {
        case Choice.Highest() -> json.writeStringField(COUNT, HIGHEST);
        case Choice.Sum() -> json.writeStringField(COUNT, SUM);
        case Choice.Priority(var order) -> {
          json.writeStringField(COUNT, PRIORITY);
          writer(PRIORITY, order).write(json);
        }
      }
      if (!sources.only().isEmpty()) writer(ONLY, sources.only()).write(json);
      json.writeEndObject();
    };
  }

  private static Choice choice(JsonObject sources) {
    var count = sources.text(COUNT);
    if (sources.has(PRIORITY) != count.equals(PRIORITY))
      throw sources.error(PRIORITY, "is given exactly if count is priority");
    return switch (count) {
      case HIGHEST -> new Choice.Highest();
      case SUM -> new Choice.Sum();
      case PRIORITY -> sources.make(PRIORITY, () -> new Choice.Priority(names(sources, PRIORITY)));
      default ->
          throw sources.error(
              COUNT, "\"%s\" is not %s, %s or %s".formatted(count, HIGHEST, SUM, PRIORITY));
    };
  }

  private static List<SourceId> names(JsonObject sources, String field) {
    return sources.make(
        field, () -> sources.textsIfPresent(field).stream().map(SourceId::new).toList());
  }

  private static Writer writer(String field, Collection<SourceId> names) {
    return json -> {
      json.writeArrayFieldStart(field);
      for (var name : names) json.writeString(name.value());
      json.writeEndArray();
    };
  }
}
