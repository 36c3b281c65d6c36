package groundswell.cli.operations;

import groundswell.cli.options.Abbreviations;
import groundswell.cli.session.CommandException;
import groundswell.client.FailureFilter;
import groundswell.client.OperationsApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which failures a command is about: those that match all of the options.
final class FilterOptions {
  @Option(names = "--group", paramLabel = "GROUP", description = "Failures of this group.")
  private @Nullable String group;

  @Option(names = "--tenant-id", paramLabel = "TENANT", description = "Failures of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--upload", paramLabel = "UPLOAD", description = "Failures of this upload.")
  private @Nullable String upload;

  @Option(
      names = "--challenge",
      paramLabel = "CHALLENGE",
      description = "Failures about this challenge.")
  private @Nullable String challenge;

  @Option(
      names = "--event-type",
      paramLabel = "TYPE",
      description = "Failures of this type of message.")
  private @Nullable String eventType;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "First seen at or after: 2026-03-20T12:00:00Z, or 2h for two hours ago.")
  private @Nullable Instant since;

  @Option(names = "--until", paramLabel = "TIME", description = "First seen before.")
  private @Nullable Instant until;

  @Option(names = "--id", paramLabel = "ID", split = ",", description = "These failures.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Failures with this text in their reason.")
  private @Nullable String text;

  /// @param api completes ids that are abbreviated
  FailureFilter filter(OperationsApi api) {
    return new FailureFilter(
        null,
        group,
        tenant,
        upload,
        challenge,
        eventType,
        since,
        until,
        text,
        Abbreviations.failures(api, ids));
  }

  /// The filter of a command that changes what it matches.
  ///
  /// @param api completes ids that are abbreviated
  /// @param all whether the user has said that all failures are meant
  /// @throws CommandException if there is no option and `all` is false
  FailureFilter filterOrAll(OperationsApi api, boolean all) {
    var filter = filter(api);
    if (filter.matchesAll() && !all)
      throw new CommandException(
          "no failures are named: name some, for example with --group GROUP, or say --all");
    return filter;
  }
}
