package groundswell.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.client.ApiClient;
import groundswell.client.Endpoint;
import groundswell.client.ErrorCode;
import groundswell.client.FileErrors;
import groundswell.client.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The API that a command calls, and the role: the options that every command has.
public final class Session {
  private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:8080";
  private static final String DEFAULT_TENANT = "acme";

  private final Environment environment;
  private final Profiles profiles;

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = {
        "The settings of this name in",
        "~/.config/groundswell/profiles.yaml",
        "(default: the one named default)."
      })
  private @Nullable String profile;

  @Option(
      names = "--endpoint",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = {"The API to talk to (default: the local cloud at", DEFAULT_ENDPOINT + ")."})
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
      description =
          "A file that holds the token, and that only you can read; - for standard input.")
  private @Nullable String tokenFile;

  @Option(
      names = "--insecure",
      scope = ScopeType.INHERIT,
      description = "Allow http:// to other hosts. Anyone on the way can read the token.")
  private boolean insecure;

  @Option(
      names = "--tenant",
      scope = ScopeType.INHERIT,
      paramLabel = "TENANT",
      description = "The tenant of the local cloud's token (default: " + DEFAULT_TENANT + ").")
  private @Nullable String tenant;

  @Option(
      names = "--role",
      scope = ScopeType.INHERIT,
      paramLabel = "ROLE",
      description =
          "The role of that token: admin, member, viewer or operator (default: operator for"
              + " operators' commands, else admin).")
  private @Nullable String role;

  @Option(
      names = "--as",
      scope = ScopeType.INHERIT,
      paramLabel = "MEMBER",
      description = "Act as this member: the local cloud's token is the member's own.")
  private @Nullable String member;

  public Session(Environment environment) {
    this.environment = environment;
    this.profiles = new Profiles(environment);
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
    var settings = profiles.chosen(profile);
    var target = endpoint(settings);
    var retries = RetryPolicy.whileUnavailable(environment.pause(), environment.keys());
    return new ApiClient(target, token(target, settings, usualRole), retries);
  }

  private Endpoint endpoint(SettingsProfile settings) {
    var text =
        chosen(endpoint, "GROUNDSWELL_ENDPOINT", settings.endpoint()).orElse(DEFAULT_ENDPOINT);
    try {
      return Endpoint.parse(text, insecure);
    } catch (IllegalArgumentException _) {
      throw new CommandException(
          ErrorCode.SETTINGS,
          "endpoint \"%s\" is not a URL such as %s".formatted(text, DEFAULT_ENDPOINT));
    }
  }

  /// A setting: the command line's, else the environment's, else the profile's.
  private Optional<String> chosen(
      @Nullable String option, String variable, @Nullable String ofProfile) {
    return Optional.ofNullable(option)
        .or(() -> environment.variable(variable))
        .or(() -> Optional.ofNullable(ofProfile));
  }

  private Supplier<String> token(Endpoint target, SettingsProfile settings, String usualRole) {
    if (token != null) return always(checked(token));
    if (tokenFile != null) return always(checked(contentOf(tokenFile)));
    var ofEnvironment = environment.variable("GROUNDSWELL_TOKEN");
    if (ofEnvironment.isPresent()) return always(checked(ofEnvironment.get()));
    if (settings.hasToken() && settings.isFor(target.uri().toString(), DEFAULT_ENDPOINT))
      return always(checked(profiles.token(settings)));
    return localToken(target, settings, usualRole);
  }

  private Supplier<String> localToken(Endpoint target, SettingsProfile settings, String usualRole) {
    var of = chosen(tenant, "GROUNDSWELL_TENANT", settings.tenant()).orElse(DEFAULT_TENANT);
    if (member != null) return new LocalToken(target, of, "member", member);
    var asked = role == null ? usualRole : role;
    return new LocalToken(target, of, asked, asked);
  }

  /// Refuses a text that no HTTP header holds, without repeating it: it may be a secret.
  private static String checked(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty() || !stripped.chars().allMatch(each -> each > ' ' && each < 0x7F))
      throw new CommandException(
          ErrorCode.SETTINGS,
          "the token is empty or has spaces, line breaks or letters beyond ASCII; give the token"
              + " alone");
    return stripped;
  }

  private static Supplier<String> always(String text) {
    return () -> text;
  }

  private static String contentOf(String file) {
    if (!file.equals("-")) return PrivateFile.read("the token", Path.of(file));
    try {
      return new String(System.in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new CommandException(
          ErrorCode.FILE,
          "cannot read the token from standard input: %s".formatted(FileErrors.reason(e)));
    }
  }
}
