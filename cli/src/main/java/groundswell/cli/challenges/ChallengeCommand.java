package groundswell.cli.challenges;

import static groundswell.cli.output.Terminal.line;
import static groundswell.cli.output.Terminal.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundswell.cli.options.Ids;
import groundswell.cli.options.TextFiles;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Session;
import groundswell.client.ChallengesApi;
import groundswell.client.ErrorCode;
import groundswell.client.Json;
import groundswell.client.Problem;
import groundswell.client.model.Challenge;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Defines and shows challenges.
@Command(
    name = "challenge",
    description = "Defines and shows challenges.",
    mixinStandardHelpOptions = true)
public final class ChallengeCommand {
  private final Session session;
  private final Printer printer;

  public ChallengeCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
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
                  "Change it only if it still has this version, as list and show print it.")
          @Nullable Long version) {
    var definition = TextFiles.read(file);
    var id = Ids.challenge(idOf(definition, file));
    var ifVersion = version == null ? OptionalLong.empty() : OptionalLong.of(version);
    return printer.show(api().put(id, definition, ifVersion), ChallengeCommand::summary);
  }

  @Command(description = "Shows a challenge.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "CHALLENGE") String challenge) {
    var answer = api().find(Ids.challenge(challenge)).json();
    return printer.show(answer, () -> Json.pretty(answer));
  }

  @Command(description = "Lists the challenges.", mixinStandardHelpOptions = true)
  int list() {
    return printer.show(api().list(), ChallengeCommand::table);
  }

  private ChallengesApi api() {
    return new ChallengesApi(session.api());
  }

  private static String table(List<Challenge> challenges) {
    var table = new Table("challenge", "name", "rule", "goal", "start", "end", "version");
    for (var challenge : challenges) {
      table.row(
          challenge.id(),
          challenge.name(),
          challenge.rule().type(),
          challenge.goal(),
          challenge.period().start(),
          challenge.period().end(),
          challenge.version());
    }
    return table.toString();
  }

  private static String summary(Challenge challenge) {
    return "challenge %s: %s, %s to %s, goal %s, version %d"
        .formatted(
            challenge.id(),
            line(challenge.rule().type()),
            challenge.period().start(),
            challenge.period().end(),
            value(challenge.goal()),
            challenge.version());
  }

  private static String idOf(String definition, Path file) {
    try {
      var id = new YAMLMapper().readTree(definition).path("id").asText("");
      if (!id.isEmpty()) return id;
    } catch (JsonProcessingException e) {
      throw new CommandException(malformed(file, e));
    }
    throw new CommandException(
        ErrorCode.FILE,
        "%s has no id; begin the definition with, for example: id: spring-steps".formatted(file));
  }

  private static Problem malformed(Path file, JsonProcessingException e) {
    var what = e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
    return Problem.at(
        ErrorCode.FILE, file, Json.lineOf(e), "this is neither YAML nor JSON: %s".formatted(what));
  }
}
