package groundswell.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import groundswell.local.http.ConsoleSite;
import groundswell.local.identity.Client;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The console on this machine, in place of the template's distribution: its files, its settings,
/// its headers, and its registration at the issuer.
final class LocalConsole {
  private static final String SETTINGS = "ConsoleSettings";
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode settings;
  private final URI apiUrl;

  private LocalConsole(JsonNode settings, URI apiUrl) {
    this.settings = settings;
    this.apiUrl = apiUrl;
  }

  /// Values for the template's parameters: the console has the API's origin, and the template's
  /// distribution exists.
  static Map<String, String> parameters(LocalNames names, String issuer) {
    return Map.of(
        "ConsoleOrigin",
        names.apiUrl(),
        "ConsoleSignInOrigins",
        issuer,
        "ConsoleCertificate",
        "arn:aws:acm:us-east-1:%s:certificate/local".formatted(LocalNames.ACCOUNT));
  }

  /// Makes the issuer know the console, and gives its site. Empty if the template has no console.
  ///
  /// @param template beside which the console is built
  static Optional<ConsoleSite> serve(Path template, Topology topology, Backends backends) {
    return Optional.ofNullable(topology.outputs().get(SETTINGS))
        .map(text -> new LocalConsole(json(text), backends.gateway().address()))
        .map(
            console -> {
              backends.issuer().setClient(console.client());
              return console.site(template, topology, backends.objects().endpoint());
            });
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the template's output %s is not JSON: %s".formatted(SETTINGS, text), e);
    }
  }

  /// The console as the issuer knows it. Somebody who develops it may serve it at another address,
  /// which the parameter `ConsoleOrigin` names.
  private Client client() {
    return Client.of(
        settings.path("clientId").asText(),
        ConsoleSite.SIGNED_IN,
        apiUrl,
        URI.create(settings.path("api").asText()));
  }

  /// @param s3 where the buckets are
  private ConsoleSite site(Path template, Topology topology, URI s3) {
    var directory = template.resolveSibling("console").resolve("dist");
    return new ConsoleSite(directory, headers(topology, s3), settings.toString(), apiUrl);
  }

  /// The template's headers, with the local store in place of the buckets' addresses.
  private static Map<String, String> headers(Topology topology, URI s3) {
    var headers = new LinkedHashMap<>(topology.pageHeaders());
    for (var bucket : topology.buckets()) {
      var address = "https://%s\\.s3[a-z0-9.-]*\\.amazonaws\\.com".formatted(bucket.name());
      headers.replaceAll((_, value) -> value.replaceAll(address, s3.toString()));
    }
    headers.replaceAll((_, value) -> value.replace(s3 + " " + s3, s3.toString()));
    return headers;
  }
}
