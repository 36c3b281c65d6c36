package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// The `groundswell` command: what all its commands have in common.
@Command(
    name = "groundswell",
    description = "Turns bursts of wellness activity into progress, leaderboards and rewards.",
    mixinStandardHelpOptions = true,
    version = "groundswell 1.0.0",
    sortOptions = false,
    sortSynopsis = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was rejected and nothing failed",
      "1:something was rejected or failed",
      "2:the command line is wrong"
    },
    footer = {
      "",
      "Environment: GROUNDSWELL_ENDPOINT and GROUNDSWELL_TOKEN stand for --endpoint and --token."
    })
public final class Groundswell {
  static final int FAILED = 1;
  static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8080";

  private final Surroundings surroundings;
  private @Nullable ApiClient api;
  private @Nullable String fetchedToken;

  @Option(
      names = "--endpoint",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "The API to talk to (default: the local cloud, " + DEFAULT_ENDPOINT + ").")
  private @Nullable String endpoint;

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "JWT",
      description =
          "Who asks; other users of the machine see it. A local cloud gives one by itself.")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A file with the token in it; - for standard input.")
  private @Nullable String tokenFile;

  @Option(
      names = "--insecure",
      scope = ScopeType.INHERIT,
      description = "Allow http:// to other hosts; others on the way can read the token.")
  private boolean insecure;

  @Option(
      names = "--tenant",
      scope = ScopeType.INHERIT,
      defaultValue = "acme",
      description = "The tenant of the local token (default: ${DEFAULT-VALUE}).")
  private String tenant = "acme";

  @Option(
      names = "--role",
      scope = ScopeType.INHERIT,
      description =
          "Its role: admin, member, viewer or operator (default: operator for what operators do,"
              + " else admin).")
  private @Nullable String role;

  private String usualRole = "admin";

  @Option(
      names = "--member",
      scope = ScopeType.INHERIT,
      paramLabel = "MEMBER",
      description = "The member that it is for; makes the role member.")
  private @Nullable String member;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON, and nothing else, on standard output.")
  private boolean json;

  Groundswell(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static void main(String[] args) {
    FunctionOutput.discard();
    System.exit(run(Surroundings.ofProcess(), args));
  }

  /// @return the exit code
  static int run(Surroundings surroundings, String... args) {
    var root = new Groundswell(surroundings);
    return new CommandLine(root)
        .addSubcommand("up", new UpCommand(root))
        .addSubcommand("demo", new DemoCommand(root))
        .addSubcommand("upload", new UploadCommand(root))
        .addSubcommand("challenge", new ChallengeCommand(root))
        .addSubcommand("member", new MemberCommand(root))
        .addSubcommand("enter", new EnterCommand(root))
        .addSubcommand("board", new BoardCommand(root))
        .addSubcommand("progress", new ProgressCommand(root))
        .addSubcommand("rewards", new RewardsCommand(root))
        .addSubcommand("metrics", new MetricsCommand(root))
        .addSubcommand("recalculate", new RecalculateCommand(root))
        .addSubcommand("inbox", new InboxCommand(root))
        .addSubcommand("status", new StatusCommand(root))
        .addSubcommand("failures", new FailuresCommand(root))
        .addSubcommand("redrive", new RedriveCommand(root))
        .addSubcommand("park", new ParkCommand(root))
        .addSubcommand("restore", new RestoreCommand(root))
        .addSubcommand("rehearse", new RehearseCommand(root))
        .addSubcommand("export", new ExportCommand(root))
        .addSubcommand("audit", new AuditCommand(root))
        .setOut(surroundings.out())
        .setErr(surroundings.err())
        .setExecutionExceptionHandler((exception, line, _) -> root.explain(exception, line))
        .execute(args);
  }

  ApiClient api() {
    if (api == null) api = new ApiClient(endpoint(), this::token, insecure);
    return api;
  }

  /// The API for what operators do.
  ApiClient operations() {
    usualRole = "operator";
    return api();
  }

  /// Prints an answer: as it is if JSON is wanted, else as text.
  int show(JsonNode answer, Supplier<String> text) {
    if (json) out().println(Json.pretty(answer));
    else print(text.get());
    return CommandLine.ExitCode.OK;
  }

  /// Prints text for people.
  void print(String text) {
    out().println(Terminal.lines(text));
  }

  boolean json() {
    return json;
  }

  String tenant() {
    return tenant;
  }

  PrintWriter out() {
    return surroundings.out();
  }

  PrintWriter err() {
    return surroundings.err();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  private URI endpoint() {
    var text =
        Optional.ofNullable(endpoint)
            .or(() -> variable("GROUNDSWELL_ENDPOINT"))
            .orElse(DEFAULT_ENDPOINT);
    try {
      var uri = URI.create(text);
      if (uri.getHost() != null) return uri;
    } catch (IllegalArgumentException _) {
      throw new Failure("endpoint \"%s\" is no URL such as %s".formatted(text, DEFAULT_ENDPOINT));
    }
    throw new Failure("endpoint \"%s\" is no URL such as %s".formatted(text, DEFAULT_ENDPOINT));
  }

  private String token() {
    if (token != null) return token;
    if (tokenFile != null) {
      token = fromFile(tokenFile);
      return token;
    }
    return variable("GROUNDSWELL_TOKEN").orElseGet(this::localToken);
  }

  private static String fromFile(String file) {
    try {
      var text =
          file.equals("-")
              ? new String(System.in.readAllBytes(), UTF_8)
              : Files.readString(Path.of(file));
      if (!text.isBlank()) return text.strip();
    } catch (IOException e) {
      throw new Failure("cannot read the token from %s: %s".formatted(file, e));
    }
    throw new Failure("there is no token in %s".formatted(file));
  }

  private String localToken() {
    if (fetchedToken != null) return fetchedToken;
    if (!Reachability.isLocal(endpoint())) {
      throw new Failure(
          "%s needs a token: set --token-file or GROUNDSWELL_TOKEN".formatted(endpoint()));
    }
    var claims = new LinkedHashMap<String, String>();
    claims.put("grant_type", "client_credentials");
    claims.put("tenant", tenant);
    var asked = role == null ? usualRole : role;
    claims.put("role", member == null ? asked : "member");
    claims.put("subject", member == null ? asked : member);
    fetchedToken = api().localToken(claims);
    return fetchedToken;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.variables().get(name)).filter(text -> !text.isBlank());
  }

  private int explain(Exception exception, CommandLine line) throws Exception {
    return switch (exception) {
      case ParameterException wrong -> throw wrong;
      case Failure failure -> {
        err().println("groundswell: " + Terminal.line(String.valueOf(failure.getMessage())));
        failure.details().forEach(detail -> err().println("  " + Terminal.line(detail)));
        yield FAILED;
      }
      default -> {
        err()
            .println(
                "groundswell %s failed: %s"
                    .formatted(line.getCommandName(), Terminal.line(exception.toString())));
        yield FAILED;
      }
    };
  }

  /// Cells of an answer as text in one line; a dash where there is nothing.
  static List<String> texts(JsonNode node, String... fields) {
    return List.of(fields).stream().map(field -> text(node, field)).toList();
  }

  static String text(JsonNode node, String field) {
    var value = node.path(field);
    if (value.isMissingNode() || value.isNull()) return "—";
    return value.isBigDecimal()
        ? value.decimalValue().toPlainString()
        : Terminal.line(value.asText());
  }
}
