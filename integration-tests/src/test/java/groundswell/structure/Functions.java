package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.structure.Template.Resource;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The template and the code of the functions fit together.
class Functions {
  /// A setting that the code requires.
  private static final Pattern REQUIRED =
      Pattern.compile("[.]require\\(\\s*\"([A-Z][A-Z_]+)\"\\s*\\)");

  /// A setting that the code requires without its name beside it.
  private static final Pattern NAMELESS =
      Pattern.compile("(?:[.]|::)require\\b(?!\\(\\s*\"[A-Z][A-Z_]+\"\\s*\\))");

  private static final Pattern READ = Pattern.compile("\"([A-Z][A-Z_]+)\"");

  /// Lambda deletes a snapshot that is unused for 14 days, and refuses calls until it has a new one
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html>).
  private static final Set<String> RARE =
      Set.of("FailureRecorder", "DlqReplayer", "OperatorApi", "Eraser");

  /// Variables that the runtime reads, not our code.
  private static final Set<String> OF_THE_RUNTIME = Set.of("JAVA_TOOL_OPTIONS");

  private final Template template = Template.read();
  private final Replayer replayer = new Replayer(template);
  private final List<Resource> functions = template.resources(Template.FUNCTION);

  @Test
  void haveAHandlerThatLambdaCanMake() {
    assertThat(functions)
        .isNotEmpty()
        .allSatisfy(
            function -> {
              var handler = Class.forName(handler(function));
              assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
              assertThat(handler.getConstructor()).isNotNull();
              assertThat(handler.getConstructor(FunctionEnvironment.class)).isNotNull();
            });
  }

  @Test
  void arePackedWhereTheTemplateLooksForThem() {
    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(function.properties().at("CodeUri").text())
                  .matches("functions/([a-z-]+)/target/\\1[.]zip");
              var folder = Repository.ROOT.resolve("functions/" + module(function));
              assertThat(Files.exists(folder.resolve("pom.xml"))).isTrue();
              var source = handler(function).replace('.', '/') + ".java";
              assertThat(folder.resolve("src/main/java").resolve(source)).exists();
            });
  }

  /// Lists of functions that the build and the benchmarks have beside the template.
  @Test
  void areTheSameInEachListOfThem() {
    var modules = functions.stream().map(Functions::module).sorted().toList();

    assertThat(found("functions/pom.xml", "<module>([a-z-]+)</module>"))
        .filteredOn(module -> !module.equals("all"))
        .containsExactlyInAnyOrderElementsOf(modules);
    assertThat(
            found(
                "functions/all/pom.xml",
                "<artifactId>([a-z-]+)</artifactId><version>\\$\\{project.version}"))
        .containsExactlyInAnyOrderElementsOf(modules);
    assertThat(
            found(
                "benchmarks/src/main/java/groundswell/benchmarks/Processor.java",
                "\"groundswell[.][a-z]+[.]\", \"([a-z]+(?:-[a-z]+)*)\"[,)]"))
        .filteredOn(name -> !name.equals("tables"))
        .containsExactlyInAnyOrderElementsOf(modules);
  }

  private static List<String> found(String file, String pattern) {
    return Pattern.compile(pattern)
        .matcher(Repository.text(Repository.ROOT.resolve(file)))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /// Lambda stops at the first compiler
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html>), which is right for
  /// short calls. A run over a file of a million rows takes minutes.
  @Test
  void compileFullyWhereTheyReadWholeFiles() {
    var compileFully =
        functions.stream()
            .filter(
                function ->
                    function
                        .properties()
                        .at("Environment", "Variables", "JAVA_TOOL_OPTIONS")
                        .texts()
                        .anyMatch(options -> options.text().contains("-XX:TieredStopAtLevel=4")))
            .map(Resource::id);

    assertThat(compileFully).containsExactly("UploadPartitioner");
  }

  @Test
  void runOnJava25WithSnapshotsOfAPublishedVersion() {
    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(of(function, "Runtime").text()).isEqualTo("java25");
              assertThat(of(function, "Architectures").items()).allMatch(type -> type.is("arm64"));
              assertThat(of(function, "AutoPublishAlias").text()).isEqualTo("live");
              assertThat(of(function, "AutoPublishCodeSha256").reference()).hasValue("Release");
              assertThat(of(function, "Tracing").text()).isEqualTo("Active");
            })
        .allMatch(
            function ->
                of(function, "SnapStart", "ApplyOn").is("PublishedVersions")
                    ^ (RARE.contains(function.id()) || !of(function, "EphemeralStorage").missing()),
            "snapshots, or more disk than a snapshot can have, or rarely called");
  }

  /// By default Lambda retries a failed asynchronous call twice
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>): a
  /// rehearsal would run again, minutes after its verdict was read.
  @Test
  void areCalledOnceForARehearsal() {
    var rehearsed = rehearsed();

    assertThat(rehearsed).hasSizeGreaterThan(1);
    assertThat(functions)
        .allSatisfy(
            function -> {
              var retries = function.properties().at("EventInvokeConfig", "MaximumRetryAttempts");
              if (rehearsed.contains(function.id())) assertThat(retries.is("0")).isTrue();
              else assertThat(retries.missing()).isTrue();
            });
  }

  /// The replayer calls the others with stream records, and waits for their answers.
  @Test
  void areWaitedForLongerThanTheyRun() {
    var awaited = new TreeSet<>(replayer.called().values());
    awaited.removeAll(rehearsed());

    assertThat(awaited)
        .hasSizeGreaterThan(1)
        .allMatch(function -> millis(function) < AwsClients.CALL_MILLIS);
    assertThat(millis(Replayer.ID)).isGreaterThan(AwsClients.CALL_MILLIS);
  }

  private long millis(String function) {
    return Duration.ofSeconds(template.number(template.ofFunction(function, "Timeout"))).toMillis();
  }

  /// The functions whose queues have dead letters, and which the replayer can call.
  private Set<String> rehearsed() {
    var called = new TreeMap<>(replayer.called());
    called.keySet().retainAll(replayer.targets().stream().map(Replayer.Target::service).toList());
    return Set.copyOf(called.values());
  }

  @Test
  void findTheSettingsThatTheyRequire() {
    assertThat(functions)
        .allSatisfy(
            function ->
                assertThat(template.environment(function.id()).keySet())
                    .containsAll(named(function, REQUIRED)));
  }

  /// A name that is passed on would hide the setting from the test above.
  @Test
  void nameEachSettingWhereTheyRequireIt() {
    assertThat(OurClasses.SOURCES)
        .extracting(Repository::text)
        .filteredOn(text -> text.contains(FunctionEnvironment.class.getSimpleName()))
        .anyMatch(text -> REQUIRED.matcher(text).find())
        .flatMap(text -> NAMELESS.matcher(text).results().toList())
        .isEmpty();
  }

  @Test
  void haveNoSettingThatTheyDoNotRead() {
    assertThat(functions)
        .allSatisfy(
            function -> {
              var given =
                  new TreeSet<>(
                      function.properties().at("Environment", "Variables").fields().keySet());
              given.removeAll(OF_THE_RUNTIME);
              assertThat(named(function, READ)).containsAll(given);
            });
  }

  /// The settings that a function's code names.
  private static Set<String> named(Resource function, Pattern pattern) {
    var names = new TreeSet<String>();
    var graph = CallGraph.of(handler(function));
    for (var type : graph.classes()) {
      var text = source(type);
      pattern
          .matcher(isShared(type) ? reached(type, text, graph) : text)
          .results()
          .forEach(match -> names.add(match.group(1)));
    }
    return names;
  }

  /// Whether each function reaches other methods of the class.
  private static boolean isShared(JavaClass type) {
    return type.getSimpleName().endsWith("Wiring")
        || type.isEquivalentTo(FunctionEnvironment.class);
  }

  /// The methods of a class that a function can run.
  private static String reached(JavaClass type, String source, CallGraph graph) {
    return graph.codes().stream()
        .filter(code -> code.getOwner().equals(type))
        .map(code -> method(source, code.getName()))
        .collect(Collectors.joining("\n"));
  }

  private static String method(String source, String name) {
    return Pattern.compile("(?ms)^  \\S[^\\n]* \\Q" + name + "\\E\\(.*?^  }$")
        .matcher(source)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining("\n"));
  }

  private static String source(JavaClass type) {
    var path = type.getName().replaceFirst("[$].*", "").replace('.', '/') + ".java";
    return OurClasses.SOURCES.stream()
        .filter(file -> file.endsWith(path))
        .map(Repository::text)
        .findFirst()
        .orElseThrow();
  }

  private static String handler(Resource function) {
    return function.properties().at("Handler").text();
  }

  private static String module(Resource function) {
    return function.properties().at("CodeUri").text().split("/", -1)[1];
  }

  private Property of(Resource function, String... path) {
    return template.ofFunction(function.id(), path);
  }
}
