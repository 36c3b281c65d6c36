package groundswell.client;

import static java.util.stream.Collectors.joining;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;

/// The token endpoint of a local cloud, which issues a token to anyone.
public final class LocalTokens {
  private LocalTokens() {}

  /// @param role admin, member, viewer or operator
  /// @param subject the caller; for the role member, the member
  public static String fetch(Endpoint endpoint, String tenant, String role, String subject) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("tenant", tenant);
    form.put("role", role);
    form.put("subject", subject);
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + Endpoint.encoded(field.getValue()))
            .collect(joining("&"));
    var request =
        HttpRequest.newBuilder(endpoint.resolve("/oauth2/token"))
            .timeout(ApiClient.TIMEOUT)
            .header(Http.CONTENT_TYPE, "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return Response.of(Http.send(request, BodyHandlers.ofString()))
        .as(Token.class)
        .value()
        .accessToken();
  }

  private record Token(String accessToken) {}
}
