package groundswell.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Entering one value.
@Command(
    name = "enter",
    description = "Enters one value of a day for a member, and shows the progress it makes.",
    mixinStandardHelpOptions = true)
final class EnterCommand implements Callable<Integer> {
  private final Groundswell root;

  @Parameters(paramLabel = "MEMBER")
  private String member = "";

  @Parameters(paramLabel = "METRIC", description = "For example steps; see: groundswell metrics")
  private String metric = "";

  @Parameters(paramLabel = "VALUE")
  private BigDecimal value = BigDecimal.ZERO;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "The day (default: today).")
  private @Nullable LocalDate date;

  @Option(names = "--recorded-at", paramLabel = "TIME", description = "When it was measured.")
  private @Nullable String recordedAt;

  @Option(names = "--source", description = "Where it comes from.")
  private @Nullable String source;

  @Option(names = "--correction", description = "Stands over what was measured.")
  private boolean correction;

  EnterCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    var body = Json.object();
    var entry = body.putArray("entries").addObject();
    entry.put("date", String.valueOf(date == null ? today() : date));
    entry.put("metric", metric).put("value", value).put("correction", correction);
    if (recordedAt != null) entry.put("recorded_at", recordedAt);
    if (source != null) entry.put("source", source);
    var answer = root.api().post("/members/%s/activity".formatted(ApiClient.segment(member)), body);
    return root.show(
        answer,
        () ->
            "%s%n%s"
                .formatted(
                    answer.path("entries").path(0).path("outcome").asText(),
                    ProgressCommand.table(answer.path("progress"))));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(root.surroundings().clock().instant(), ZoneId.systemDefault());
  }
}
