package groundswell.integration.stack;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// How long each function takes to start in a container of its own, and for its first calls.
final class ColdStarts {
  /// No record for those that read queues or streams, and nobody's challenges for the API.
  private static final SdkBytes NOTHING_TO_DO =
      SdkBytes.fromUtf8String(
          """
          {"Records": [], "version": "2.0", "routeKey": "GET /challenges", "requestContext":
            {"authorizer": {"jwt": {"claims": {"tenant": "nobody", "role": "viewer"}}}}}""");

  private final LambdaClient lambda;

  ColdStarts(LambdaClient lambda) {
    this.lambda = lambda;
  }

  private record Code(String function, long bytes) {}

  private record Calls(Code of, Duration first, Duration second) {}

  /// Calls each function twice, that with the largest package first.
  ///
  /// @param log LocalStack's so far
  /// @return a table
  String measure(List<String> functions, Supplier<String> log) {
    var calls =
        functions.stream()
            .map(this::codeOf)
            .sorted(comparingLong(Code::bytes).reversed())
            .map(each -> new Calls(each, call(each.function()), call(each.function())))
            .toList();
    var text = log.get();
    var table =
        new StringBuilder("function, package KB, start ms, first call ms, second call ms\n");
    for (var each : calls) {
      var start = start(each.of().function(), text);
      table.append(
          "%-45s %7d %6d %6d %6d%n"
              .formatted(
                  each.of().function(),
                  each.of().bytes() / 1_000,
                  start,
                  Math.max(0, each.first().toMillis() - start),
                  each.second().toMillis()));
    }
    return table.toString();
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

  /// LocalStack's log says when a runtime asks for its first event. Until then the container was
  /// made, the package copied into it, and the function made.
  private static long start(String function, String log) {
    var started =
        Pattern.compile(
                "Start of execution environment \\S+ for function \\S+:%s:\\S+ took ([0-9.]+)ms"
                    .formatted(Pattern.quote(function)))
            .matcher(log);
    return started.find() ? Math.round(Double.parseDouble(started.group(1))) : 0;
  }
}
