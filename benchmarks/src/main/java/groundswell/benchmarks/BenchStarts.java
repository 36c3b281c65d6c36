package groundswell.benchmarks;

import groundswell.dynamodb.http.Clients;
import groundswell.dynamodb.http.HttpFront;
import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.tables.LocalTables;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import groundswell.local.template.Topology.Function;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Starts each function from its package in a JVM of its own, with Lambda's runtime client, as a
/// container does: until it asks for its first event, and for its first and second call.
final class BenchStarts {
  private static final int REPETITIONS = 5;
  private static final double START_MILLIS = 1_500;

  /// No records for functions that read queues or streams; an unknown tenant's challenges for the
  /// API.
  private static final String NOTHING_TO_DO =
      """
      {"Records": [], "version": "2.0", "routeKey": "GET /challenges", "requestContext":
        {"authorizer": {"jwt": {"claims": {"tenant": "nobody", "role": "viewer"}}}}}""";

  /// As Lambda's Java runtime sets them; tiered compilation stops at C1
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html>).
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Xmx409m",
          "--enable-native-access=ALL-UNNAMED");

  private final Path work;
  private final String tables;

  private BenchStarts(Path work, String tables) {
    this.work = work;
    this.tables = tables;
  }

  /// @param ready from the start of the process until it asked for an event
  /// @param processor its processor time up to the first answer: other load on the machine does not
  ///     move it as much
  private record Start(double ready, double first, double second, double processor) {}

  /// @param arguments a directory for temporary files, and perhaps the functions' names
  public static void main(String[] arguments) throws Exception {
    var wanted = List.of(arguments).subList(1, arguments.length);
    var names = LocalNames.of("http://127.0.0.1:1/000000000000", "http://127.0.0.1:1");
    var stack = Template.read(Path.of("template.yaml"), Map.of(), names);
    var functions =
        stack.functions().stream()
            .filter(each -> wanted.isEmpty() || wanted.contains(service(each)))
            .toList();
    var bounds = new Bounds(System.out);
    try (var tables = LocalTables.start(new RealTimeScheduler(), Optional.empty())) {
      tables.create(stack.tables());
      var clients = new Clients(tables.client(), tables.streamsClient());
      try (var front = HttpFront.start(_ -> clients, new Random())) {
        var bench = new BenchStarts(Path.of(arguments[0]), front.address().toString());
        for (var function : functions) bench.measure(function, bounds);
      }
    }
    if (!bounds.broken().isEmpty()) {
      System.out.println("Not kept: " + String.join(", ", bounds.broken()));
      System.exit(1);
    }
  }

  private static String service(Function function) {
    return function.environment().getOrDefault("POWERTOOLS_SERVICE_NAME", function.name());
  }

  private void measure(Function function, Bounds bounds) throws Exception {
    var root = unpacked(service(function));
    var log = work.resolve(service(function) + ".classes");
    start(function, root, List.of("-Xlog:class+load:file=" + log));
    long classes;
    try (var lines = Files.lines(log)) {
      classes = lines.filter(line -> line.contains("source:")).count();
    }
    var starts = new ArrayList<Start>();
    for (int i = 0; i < REPETITIONS; i++) starts.add(start(function, root, List.of()));
    bounds.atMost(
        "ms until %s has answered".formatted(service(function)),
        median(starts.stream().mapToDouble(each -> each.ready() + each.first()).toArray()),
        START_MILLIS);
    System.out.printf(
        "  start %.0f ms, first call %.0f ms, second %.0f ms; processor %.0f ms, %d classes%n",
        median(starts.stream().mapToDouble(Start::ready).toArray()),
        median(starts.stream().mapToDouble(Start::first).toArray()),
        median(starts.stream().mapToDouble(Start::second).toArray()),
        median(starts.stream().mapToDouble(Start::processor).toArray()),
        classes);
  }

  private Path unpacked(String service) throws IOException, InterruptedException {
    var root = work.resolve(service);
    var zip = Path.of("functions", service, "target", service + ".zip");
    if (!Files.exists(zip)) throw new IOException(zip + " is missing; run make package");
    var unzip =
        new ProcessBuilder("unzip", "-qo", zip.toString(), "-d", root.toString())
            .inheritIO()
            .start();
    if (unzip.waitFor() != 0) throw new IOException("cannot unpack " + zip);
    return root;
  }

  private Start start(Function function, Path root, List<String> flags) throws Exception {
    try (var api = new RuntimeApi()) {
      var builder = process(function, root, flags, api.address());
      var begin = System.nanoTime();
      var process = builder.start();
      try {
        var request = api.awaitRequest();
        var ready = millisSince(begin);
        begin = System.nanoTime();
        api.invoke(request, NOTHING_TO_DO);
        var first = millisSince(begin);
        var processor = (double) process.info().totalCpuDuration().orElseThrow().toMillis();
        request = api.awaitRequest();
        begin = System.nanoTime();
        api.invoke(request, NOTHING_TO_DO);
        return new Start(ready, first, millisSince(begin), processor);
      } finally {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  private ProcessBuilder process(Function function, Path root, List<String> flags, String api)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", runtimeClient()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(function.handler());
    var builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve(service(function) + ".log").toFile());
    builder.environment().clear();
    builder.environment().putAll(variables(function, root, api));
    return builder;
  }

  private Map<String, String> variables(Function function, Path root, String api) {
    var variables = new HashMap<>(function.environment());
    variables.put("AWS_LAMBDA_RUNTIME_API", api);
    variables.put("LAMBDA_TASK_ROOT", root.toAbsolutePath().toString());
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "start");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_REGION", LocalNames.REGION);
    variables.put("AWS_ACCESS_KEY_ID", LocalNames.ACCESS_KEY_ID);
    variables.put("AWS_SECRET_ACCESS_KEY", LocalNames.SECRET_ACCESS_KEY);
    variables.put("AWS_ENDPOINT_URL", tables);
    return variables;
  }

  /// Lambda's runtime client and what it needs, apart from the function's own libraries.
  private static String runtimeClient() throws IOException {
    try (var jars = Files.list(Path.of("benchmarks", "target", "runtime-client"))) {
      return jars.map(jar -> jar.toAbsolutePath().toString())
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
