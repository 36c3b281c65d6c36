package groundswell.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which failures a command is about; those that all of the options fit.
final class FilterOptions {
  @Option(names = "--group", paramLabel = "GROUP", description = "Of this group.")
  private @Nullable String group;

  @Option(names = "--tenant-id", paramLabel = "TENANT", description = "Of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--upload", paramLabel = "UPLOAD", description = "Of this upload.")
  private @Nullable String upload;

  @Option(names = "--challenge", paramLabel = "CHALLENGE", description = "About this challenge.")
  private @Nullable String challenge;

  @Option(names = "--event-type", paramLabel = "TYPE", description = "Of this type of message.")
  private @Nullable String eventType;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "First seen at or after: 2026-03-20T12:00:00Z, or 2h for two hours ago.")
  private @Nullable Moment since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "First seen before.")
  private @Nullable Moment until;

  @Option(names = "--id", paramLabel = "ID", split = ",", description = "These failures.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--text", paramLabel = "TEXT", description = "With this in the reason.")
  private @Nullable String text;

  /// The filter as the body of a request has it.
  ObjectNode json(InstantSource clock) {
    var json = Json.object();
    put(json, "group", group);
    put(json, "tenant", tenant);
    put(json, "upload", upload);
    put(json, "challenge", challenge);
    put(json, "event_type", eventType);
    put(json, "since", since == null ? null : since.at(clock).toString());
    put(json, "until", until == null ? null : until.at(clock).toString());
    put(json, "text", text);
    if (!ids.isEmpty()) ids.forEach(json.putArray("ids")::add);
    return json;
  }

  /// The filter of a command that changes what it matches.
  ///
  /// @param all whether all open failures are meant
  /// @throws Failure if nothing is named, and not all are meant
  ObjectNode json(InstantSource clock, boolean all) {
    var json = json(clock);
    if (json.isEmpty() && !all)
      throw new Failure("name what it is about, for example --group GROUP; or say --all");
    return json;
  }

  /// The filter as a query.
  ///
  /// @return `name=value&…`
  String query(InstantSource clock) {
    return json(clock).properties().stream()
        .map(
            field ->
                field.getKey().equals("ids")
                    ? "id=" + String.join(",", ids)
                    : field.getKey() + "=" + ApiClient.encoded(field.getValue().asText()))
        .collect(Collectors.joining("&"));
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) json.put(name, value);
  }
}
