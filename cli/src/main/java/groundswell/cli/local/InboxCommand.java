package groundswell.cli.local;

import static groundswell.cli.output.Terminal.line;
import static java.util.stream.Collectors.joining;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.Answer;
import groundswell.client.Json;
import groundswell.client.LocalCloudApi;
import groundswell.client.model.InboxMessage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the notifications of a local cloud.
@Command(
    name = "inbox",
    description = "Shows the messages that the local cloud's topics have published.",
    mixinStandardHelpOptions = true)
public final class InboxCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of them (default: ${DEFAULT-VALUE}).")
  private int last = 20;

  public InboxCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var messages = new LocalCloudApi(session.api()).inbox();
    var shown = messages.subList(Math.max(0, messages.size() - last), messages.size());
    var json = Json.object().put("total", messages.size());
    json.putArray("messages").addAll(shown.stream().map(Answer::json).toList());
    return printer.show(
        json,
        () ->
            "%s, the last %d:%n%s"
                .formatted(
                    Plural.of(messages.size(), "message"),
                    shown.size(),
                    shown.stream()
                        .map(message -> text(message.value()))
                        .collect(joining(System.lineSeparator()))));
  }

  private static String text(InboxMessage message) {
    var attributes =
        message.attributes().entrySet().stream()
            .map(attribute -> line(attribute.getKey() + "=" + attribute.getValue()))
            .collect(joining(" "));
    return "  %s%n    %s".formatted(line(message.body()), attributes);
  }
}
