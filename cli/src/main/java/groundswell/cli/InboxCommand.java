package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What members and clients were told.
@Command(
    name = "inbox",
    description = "Shows the messages that the local cloud's topics have published.",
    mixinStandardHelpOptions = true)
final class InboxCommand implements Callable<Integer> {
  private final Groundswell root;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of them (default: ${DEFAULT-VALUE}).")
  private int last = 20;

  InboxCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var messages = new ArrayList<JsonNode>();
    var inbox = root.api().get("/_local/inbox").path("messages");
    inbox.forEach(messages::add);
    var shown = messages.subList(Math.max(0, messages.size() - last), messages.size());
    var answer = Json.object();
    answer.put("total", messages.size()).putArray("messages").addAll(shown);
    return root.show(
        answer,
        () ->
            shown.stream()
                .map(InboxCommand::line)
                .collect(
                    Collectors.joining(
                        System.lineSeparator(),
                        "%,d messages, the last %d:%n".formatted(messages.size(), shown.size()),
                        "")));
  }

  private static String line(JsonNode message) {
    var attributes =
        message.path("attributes").properties().stream()
            .map(attribute -> attribute.getKey() + "=" + attribute.getValue().asText())
            .collect(Collectors.joining(" "));
    return "  %s%n    %s".formatted(Groundswell.text(message, "body"), attributes);
  }
}
