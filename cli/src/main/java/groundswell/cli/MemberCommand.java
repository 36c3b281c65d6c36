package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Registering members, and their joining and leaving.
@Command(
    name = "member",
    description = "Registers, enrols and shows members.",
    mixinStandardHelpOptions = true)
final class MemberCommand {
  private final Groundswell root;

  MemberCommand(Groundswell root) {
    this.root = root;
  }

  @Command(
      description = "Registers a member, or changes its profile.",
      mixinStandardHelpOptions = true)
  int put(
      @Parameters(paramLabel = "MEMBER") String member,
      @Option(names = "--name", required = true, description = "The name to show.") String name,
      @Option(names = "--team", description = "The team.") @Nullable String team,
      @Option(
              names = "--time-zone",
              defaultValue = "UTC",
              description = "Where its days begin (default: ${DEFAULT-VALUE}).")
          String timeZone,
      @Option(names = "--challenge", description = "A challenge to join; may be repeated.")
          @Nullable List<String> challenges) {
    var body = Json.object().put("display_name", name).put("time_zone", timeZone);
    if (team != null) body.put("team", team);
    if (challenges != null) challenges.forEach(body.putArray("challenges")::add);
    return show(root.api().put(path(member), body.toString(), Json.CONTENT_TYPE));
  }

  @Command(description = "Lets a member join a challenge.", mixinStandardHelpOptions = true)
  int join(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "CHALLENGE") String challenge) {
    return show(root.api().put(enrolment(member, challenge), "{}", Json.CONTENT_TYPE));
  }

  @Command(description = "Lets a member leave a challenge.", mixinStandardHelpOptions = true)
  int leave(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "CHALLENGE") String challenge) {
    return show(root.api().delete(enrolment(member, challenge)));
  }

  @Command(description = "Shows a member.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "MEMBER") String member) {
    return show(root.api().get(path(member)));
  }

  private int show(JsonNode member) {
    return root.show(
        member,
        () ->
            "member %s: %s, team %s, %s, in: %s"
                .formatted(
                    Groundswell.text(member, "member"),
                    Groundswell.text(member, "display_name"),
                    Groundswell.text(member, "team"),
                    Groundswell.text(member, "time_zone"),
                    joined(member)));
  }

  private static String joined(JsonNode member) {
    var names =
        member
            .path("challenges")
            .valueStream()
            .filter(enrolment -> enrolment.path("state").asText().equals("joined"))
            .map(enrolment -> enrolment.path("challenge").asText())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "no challenge" : names;
  }

  private static String path(String member) {
    return "/members/" + ApiClient.segment(member);
  }

  private static String enrolment(String member, String challenge) {
    return path(member) + "/challenges/" + ApiClient.encoded(challenge);
  }
}
