package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Defining and showing challenges.
@Command(
    name = "challenge",
    description = "Defines and shows challenges.",
    mixinStandardHelpOptions = true)
final class ChallengeCommand {
  private final Groundswell root;

  ChallengeCommand(Groundswell root) {
    this.root = root;
  }

  @Command(
      description = "Defines a challenge, or changes it, from a YAML or JSON file.",
      mixinStandardHelpOptions = true)
  int put(
      @Parameters(paramLabel = "FILE", description = "The definition.") Path file,
      @Option(
              names = "--if-version",
              paramLabel = "VERSION",
              description =
                  "Changes it only if it is still at this version, as list and show tell it.")
          Optional<Long> version) {
    var definition = read(file);
    var path = "/challenges/" + ApiClient.encoded(idOf(definition, file));
    var answer = root.api().put(path, definition, "application/yaml", version);
    return root.show(answer, () -> summary(answer));
  }

  @Command(description = "Shows a challenge.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "CHALLENGE") String challenge) {
    var answer = root.api().get("/challenges/" + ApiClient.encoded(challenge));
    return root.show(answer, () -> Json.pretty(answer));
  }

  @Command(description = "Lists the challenges.", mixinStandardHelpOptions = true)
  int list() {
    var answer = root.api().get("/challenges");
    var table = new Table("challenge", "name", "rule", "goal", "start", "end", "version");
    for (var challenge : answer.path("challenges")) {
      table.row(
          Groundswell.text(challenge, "id"),
          Groundswell.text(challenge, "name"),
          Groundswell.text(challenge.path("rule"), "type"),
          Groundswell.text(challenge, "goal"),
          Groundswell.text(challenge.path("period"), "start"),
          Groundswell.text(challenge.path("period"), "end"),
          Groundswell.text(challenge, "version"));
    }
    return root.show(answer, table::toString);
  }

  private static String summary(JsonNode challenge) {
    return "challenge %s: %s, %s to %s, goal %s, version %s"
        .formatted(
            Groundswell.text(challenge, "id"),
            Groundswell.text(challenge.path("rule"), "type"),
            Groundswell.text(challenge.path("period"), "start"),
            Groundswell.text(challenge.path("period"), "end"),
            Groundswell.text(challenge, "goal"),
            Groundswell.text(challenge, "version"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new Failure("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  private static String idOf(String definition, Path file) {
    try {
      var id = new YAMLMapper().readTree(definition).path("id").asText("");
      if (!id.isEmpty()) return id;
    } catch (JsonProcessingException e) {
      throw new Failure("%s is not well-formed: %s".formatted(file, e.getOriginalMessage()));
    }
    throw new Failure(
        "%s has no id; a definition starts with, for example: id: spring-steps".formatted(file));
  }
}
