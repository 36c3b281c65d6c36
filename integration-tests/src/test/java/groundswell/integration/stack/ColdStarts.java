package groundswell.integration.stack;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// How long each function takes to start in its own container, and for its first calls.
final class ColdStarts {
  /// No records for functions that read queues or streams; an unknown tenant's challenges for the
  /// API.
  private static final SdkBytes NOTHING_TO_DO =
      SdkBytes.fromUtf8String(
          """
          {"Records": [], "version": "2.0", "routeKey": "GET /challenges", "requestContext":
            {"authorizer": {"jwt": {"claims": {"tenant": "nobody", "role": "viewer"}}}}}\
          """);

  private final LambdaClient lambda;

  ColdStarts(LambdaClient lambda) {
    this.lambda = lambda;
  }

  /// The longest that a function may take by itself until it has answered its first call. Somebody
  /// may be waiting, and a snapshot saves most of it on AWS.
  static final Duration LONGEST = Duration.ofMillis(1_500);

  private record Code(String function, long bytes) {}

  private record Calls(Code of, Duration first, Duration second) {}

  /// A row of the table.
  ///
  /// @param container the time until its process ran
  /// @param own the time from then on, until it asked for its first event
  record Row(
      String function,
      long bytes,
      Duration container,
      Duration own,
      Duration firstCall,
      Duration secondCall) {
    boolean isSlow() {
      return own.plus(firstCall).compareTo(LONGEST) > 0;
    }
  }

  /// @param container until its process ran, with the time to make the container and copy the
  ///     package into it
  /// @param function from then on, until it asked for its first event
  private record Start(Duration container, Duration function) {
    static final Start UNKNOWN = new Start(Duration.ZERO, Duration.ZERO);

    Duration whole() {
      return container.plus(function);
    }
  }

  /// Calls each function twice, starting with the largest package.
  ///
  /// @param log LocalStack's so far
  /// @param processStarts when the process of an execution environment's container started
  List<Row> measure(
      List<String> functions, Supplier<String> log, Function<String, Instant> processStarts) {
    var calls =
        functions.stream()
            .map(this::codeOf)
            .sorted(comparingLong(Code::bytes).reversed())
            .map(each -> new Calls(each, call(each.function()), call(each.function())))
            .toList();
    var text = log.get();
    return calls.stream()
        .map(each -> row(each, start(each.of().function(), text, processStarts)))
        .toList();
  }

  private static Row row(Calls calls, Start start) {
    var first = calls.first().minus(start.whole());
    return new Row(
        calls.of().function(),
        calls.of().bytes(),
        start.container(),
        start.function(),
        first.isNegative() ? Duration.ZERO : first,
        calls.second());
  }

  /// Marks slow ones.
  static String table(List<Row> rows) {
    var table =
        new StringBuilder(
            "%-45s %10s %12s %11s %9s %9s%n"
                .formatted(
                    "function", "package KB", "container ms", "its own ms", "1st call", "2nd"));
    for (var row : rows)
      table.append(
          "%-45s %10d %12d %11d %9d %9d%s%n"
              .formatted(
                  row.function(),
                  row.bytes() / 1_000,
                  row.container().toMillis(),
                  row.own().toMillis(),
                  row.firstCall().toMillis(),
                  row.secondCall().toMillis(),
                  row.isSlow() ? "  slow: above %d ms".formatted(LONGEST.toMillis()) : ""));
    return table.toString();
  }

  /// @throws AssertionError with the table, if one is slow
  static void judge(List<Row> rows) {
    if (rows.stream().anyMatch(Row::isSlow))
      throw new AssertionError("some functions start slowly:%n%s".formatted(table(rows)));
  }

  private Code codeOf(String function) {
    var configuration = lambda.getFunctionConfiguration(request -> request.functionName(function));
    return new Code(function, configuration.codeSize());
  }

  private Duration call(String function) {
    var before = Instant.now();
    var answer =
        lambda.invoke(
            request -> request.functionName(function).qualifier("live").payload(NOTHING_TO_DO));
    if (answer.functionError() != null)
      throw new IllegalStateException(
          "%s failed: %s".formatted(function, answer.payload().asUtf8String()));
    return Duration.between(before, Instant.now());
  }

  /// LocalStack's log says when a runtime asked for its first event.
  private static Start start(String function, String log, Function<String, Instant> processStarts) {
    var ready =
        Pattern.compile(
                "(\\S+) .*: Start of execution environment (\\S+) for function \\S+:%s:\\S+ took ([0-9.]+)ms"
                    .formatted(Pattern.quote(function)))
            .matcher(log);
    if (!ready.find()) return Start.UNKNOWN;
    var at = LocalDateTime.parse(ready.group(1)).toInstant(ZoneOffset.UTC);
    var whole = Duration.ofMillis(Math.round(Double.parseDouble(ready.group(3))));
    var own = Duration.between(processStarts.apply(ready.group(2)), at);
    return new Start(whole.minus(own), own);
  }
}
