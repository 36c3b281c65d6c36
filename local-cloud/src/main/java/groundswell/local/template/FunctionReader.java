package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.Topology.Function;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Functions, and the events written inside them.
final class FunctionReader {
  private static final int TIMEOUT_SECONDS_MAX = 900;
  private static final int CONCURRENCY_MAX = 100_000;

  /// Also the default
  /// (<https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html>).
  private static final int ASYNCHRONOUS_RETRIES_MAX = 2;

  /// See https://github.com/aws/serverless-application-model, versions/2016-10-31.md
  private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(3);

  private static final String METHOD = "::handleRequest";

  private final CreatedResources resources;

  FunctionReader(CreatedResources resources) {
    this.resources = resources;
  }

  /// An event of a function.
  ///
  /// @param id the logical id of the resource that SAM makes of the event
  record Event(String id, String type, String functionLogicalId, Section properties) {}

  List<Function> functions() {
    return resources.of("AWS::Serverless::Function").stream().map(this::function).toList();
  }

  private Function function(Created created) {
    var properties = created.properties();
    return new Function(
        created.logicalId(),
        created.name(),
        resources.attribute(created, "Arn"),
        handlerClass(properties),
        properties
            .section("Environment")
            .map(environment -> environment.textsByName("Variables"))
            .orElse(Map.of()),
        timeout(properties),
        properties.integer("ReservedConcurrentExecutions", 0, CONCURRENCY_MAX),
        properties.optionalText("RecursiveLoop").filter("Allow"::equals).isPresent(),
        properties
            .section("EventInvokeConfig")
            .map(config -> config.integer("MaximumRetryAttempts", 0, ASYNCHRONOUS_RETRIES_MAX))
            .orElse(OptionalInt.empty())
            .orElse(ASYNCHRONOUS_RETRIES_MAX));
  }

  private static Duration timeout(Section function) {
    return function.seconds("Timeout", 1, TIMEOUT_SECONDS_MAX).orElse(TIMEOUT_DEFAULT);
  }

  /// How long a function may run.
  Duration timeout(String logicalId) {
    return resources.of("AWS::Serverless::Function").stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .map(function -> timeout(function.properties()))
        .findFirst()
        .orElseThrow();
  }

  /// `package.Class` or `package.Class::handleRequest`: other methods cannot be called here.
  private static String handlerClass(Section properties) {
    var handler = properties.text("Handler");
    var name =
        handler.endsWith(METHOD)
            ? handler.substring(0, handler.length() - METHOD.length())
            : handler;
    if (name.contains("::")) {
      throw properties.error(
          "Handler \"%s\": the local cloud calls only handleRequest".formatted(handler));
    }
    return name;
  }

  Stream<Event> events(String type) {
    return resources.of("AWS::Serverless::Function").stream()
        .flatMap(this::events)
        .filter(event -> event.type().equals(type));
  }

  private Stream<Event> events(Created function) {
    return function.properties().named("Events").entrySet().stream()
        .map(
            entry ->
                new Event(
                    function.logicalId() + entry.getKey(),
                    entry.getValue().text("Type"),
                    function.logicalId(),
                    entry
                        .getValue()
                        .section("Properties")
                        .orElseThrow(() -> entry.getValue().error("Properties is missing"))));
  }

  /// The function that a name, an ARN, or the ARN of an alias or version means.
  String logicalIdOf(Section section, String property) {
    var given = section.text(property);
    return functions().stream()
        .filter(
            function ->
                function.name().equals(given)
                    || function.arn().equals(given)
                    || given.startsWith(function.arn() + ":"))
        .map(Function::logicalId)
        .findFirst()
        .orElseThrow(
            () -> section.error("there is no function \"%s\" in this template".formatted(given)));
  }
}
