package groundswell.cli.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings under one name in the profiles file. Each may be left out.
///
/// @param endpoint the API's address
/// @param tenant the tenant of a local cloud's token
/// @param token the caller's token
/// @param tokenFile a file that holds it; relative to the profiles file
record SettingsProfile(
    @Nullable String endpoint,
    @Nullable String tenant,
    @Nullable String token,
    @JsonProperty("token_file") @Nullable String tokenFile) {
  static final SettingsProfile EMPTY = new SettingsProfile(null, null, null, null);

  boolean hasToken() {
    return token != null || tokenFile != null;
  }

  /// Whether its token is meant for an endpoint. A token is not sent to an endpoint that was chosen
  /// beside the profile.
  ///
  /// @param usual the endpoint of a profile that names none
  boolean isFor(String target, String usual) {
    return withoutSlash(Optional.ofNullable(endpoint).orElse(usual)).equals(withoutSlash(target));
  }

  private static String withoutSlash(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
