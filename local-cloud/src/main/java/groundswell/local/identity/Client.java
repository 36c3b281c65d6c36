package groundswell.local.identity;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that signs people in: the console. It has no secret.
///
/// @param redirectAddresses where browsers may be sent afterwards, exactly
/// @param origins of its pages
public record Client(String id, Set<String> redirectAddresses, Set<String> origins) {
  public Client {
    redirectAddresses = Set.copyOf(redirectAddresses);
    origins = Set.copyOf(origins);
  }

  /// @param path where it returns to, below each of its addresses
  public static Client of(String id, String path, URI... addresses) {
    var origins = Stream.of(addresses).map(URI::toString).collect(Collectors.toSet());
    return new Client(
        id, origins.stream().map(origin -> origin + path).collect(Collectors.toSet()), origins);
  }

  /// Nobody.
  static Client none() {
    return new Client("", Set.of(), Set.of());
  }
}
