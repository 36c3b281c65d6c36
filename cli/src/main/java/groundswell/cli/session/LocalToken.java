package groundswell.cli.session;

import groundswell.client.Endpoint;
import groundswell.client.ErrorCode;
import groundswell.client.LocalTokens;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The token that a local cloud issues to anyone, fetched before the first call.
final class LocalToken implements Supplier<String> {
  private final Endpoint endpoint;
  private final String tenant;
  private final String role;
  private final String subject;
  private @Nullable String token;

  LocalToken(Endpoint endpoint, String tenant, String role, String subject) {
    this.endpoint = endpoint;
    this.tenant = tenant;
    this.role = role;
    this.subject = subject;
  }

  /// @throws CommandException if the endpoint is not a local cloud
  @Override
  public String get() {
    if (!endpoint.isLocal())
      throw new CommandException(
          ErrorCode.SETTINGS,
          "%s needs a token".formatted(endpoint.uri()),
          "give one with --token-file, GROUNDSWELL_TOKEN or a profile");
    if (token == null) token = LocalTokens.fetch(endpoint, tenant, role, subject);
    return token;
  }
}
