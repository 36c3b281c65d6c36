package groundswell.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.client.ApiClient;
import groundswell.client.Endpoint;
import groundswell.client.FileErrors;
import groundswell.client.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The API that a command calls, and the role: the options that every command has.
public final class Session {
  private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8080";

  private final Environment environment;

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
          "The token of the caller. Other users of this machine can see it; --token-file hides it."
              + " A local cloud gives one by itself.")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A file that holds the token; - for standard input.")
  private @Nullable String tokenFile;

  @Option(
      names = "--insecure",
      scope = ScopeType.INHERIT,
      description = "Allow http:// to other hosts. Anyone on the way can read the token.")
  private boolean insecure;

  @Option(
      names = "--tenant",
      scope = ScopeType.INHERIT,
      defaultValue = "acme",
      description = "The tenant of the local cloud's token (default: ${DEFAULT-VALUE}).")
  private String tenant = "acme";

  @Option(
      names = "--role",
      scope = ScopeType.INHERIT,
      description =
          "The role of that token: admin, member, viewer or operator (default: operator for"
              + " operators' commands, else admin).")
  private @Nullable String role;

  @Option(
      names = "--member",
      scope = ScopeType.INHERIT,
      paramLabel = "MEMBER",
      description = "Act as this member: the local cloud's token is the member's own.")
  private @Nullable String member;

  public Session(Environment environment) {
    this.environment = environment;
  }

  public Environment environment() {
    return environment;
  }

  /// The API as a tenant.
  public ApiClient api() {
    return api("admin");
  }

  /// The API as an operator.
  public ApiClient operatorApi() {
    return api("operator");
  }

  private ApiClient api(String usualRole) {
    var target = endpoint();
    var retries = RetryPolicy.whileUnavailable(environment.pause());
    return new ApiClient(target, token(target, usualRole), retries);
  }

  private Endpoint endpoint() {
    var text =
        endpoint == null
            ? environment.variable("GROUNDSWELL_ENDPOINT").orElse(DEFAULT_ENDPOINT)
            : endpoint;
    try {
      return Endpoint.parse(text, insecure);
    } catch (IllegalArgumentException _) {
      throw new CommandException(
          "endpoint \"%s\" is not a URL such as %s".formatted(text, DEFAULT_ENDPOINT));
    }
  }

  private Supplier<String> token(Endpoint target, String usualRole) {
    if (token != null) return always(checked(token));
    if (tokenFile != null) return always(checked(contentOf(tokenFile)));
    return environment
        .variable("GROUNDSWELL_TOKEN")
        .map(text -> always(checked(text)))
        .orElseGet(() -> localToken(target, usualRole));
  }

  private Supplier<String> localToken(Endpoint target, String usualRole) {
    if (member != null) return new LocalToken(target, tenant, "member", member);
    var asked = role == null ? usualRole : role;
    return new LocalToken(target, tenant, asked, asked);
  }

  /// Refuses a text that no HTTP header holds, without repeating it: it may be a secret.
  private static String checked(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty() || !stripped.chars().allMatch(each -> each > ' ' && each < 0x7F))
      throw new CommandException(
          "the token is empty or has spaces, line breaks or letters beyond ASCII; give the token"
              + " alone");
    return stripped;
  }

  private static Supplier<String> always(String text) {
    return () -> text;
  }

  private static String contentOf(String file) {
    try {
      var text =
          file.equals("-")
              ? new String(System.in.readAllBytes(), UTF_8)
              : Files.readString(Path.of(file));
      if (!text.isBlank()) return text;
    } catch (IOException e) {
      throw new CommandException(
          "cannot read the token from %s: %s".formatted(file, FileErrors.reason(e)));
    }
    throw new CommandException("there is no token in %s".formatted(file));
  }
}
