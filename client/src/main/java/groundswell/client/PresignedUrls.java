package groundswell.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/// Moves files to and from the URLs that the API hands out.
public final class PresignedUrls {
  private static final Duration TIMEOUT = Duration.ofHours(1);

  /// The HTTP client sets these itself, and refuses them from callers.
  private static final Set<String> CLIENT_HEADERS = Set.of("host", "content-length");

  private final Endpoint endpoint;

  /// @param endpoint says whether other hosts may be called without encryption
  public PresignedUrls(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /// Sends a file.
  ///
  /// @param headers those that the URL is signed for
  /// @param sent called repeatedly with the number of bytes sent so far
  public void upload(URI url, Map<String, String> headers, Path file, LongConsumer sent) {
    var request = HttpRequest.newBuilder(endpoint.encrypted(url)).timeout(TIMEOUT);
    var ours = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ours.addAll(CLIENT_HEADERS);
    headers.forEach(
        (name, value) -> {
          if (!ours.contains(name)) request.header(name, value);
        });
    var response = Http.send(request.PUT(body(file, sent)).build(), BodyHandlers.ofString());
    if (!Http.isSuccess(response.statusCode())) {
      throw new ApiException(
          "the store refused the file (HTTP status %d); ask for a new upload and send it again"
              .formatted(response.statusCode()),
          response.body().lines().toList());
    }
  }

  private static CountingBody body(Path file, LongConsumer sent) {
    try {
      return new CountingBody(BodyPublishers.ofFile(file), sent);
    } catch (FileNotFoundException _) {
      throw new ApiException("there is no file %s".formatted(file));
    }
  }

  /// Saves a URL's content. The target is replaced as a whole, or stays as it was.
  public void download(URI url, Path target) {
    var part = newPart(target);
    try {
      var response = Http.send(get(url), BodyHandlers.ofFile(part));
      if (!Http.isSuccess(response.statusCode())) {
        throw new ApiException(
            "%s answered HTTP status %d; %s is not written"
                .formatted(Endpoint.withoutQuery(url), response.statusCode(), target));
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ApiException("cannot write %s: %s".formatted(target, e.getMessage()));
    } finally {
      part.toFile().delete();
    }
  }

  /// A URL's content as text.
  public String text(URI url) {
    var response = Http.send(get(url), BodyHandlers.ofString());
    if (Http.isSuccess(response.statusCode())) return response.body();
    throw new ApiException(
        "%s answered HTTP status %d".formatted(Endpoint.withoutQuery(url), response.statusCode()));
  }

  private HttpRequest get(URI url) {
    return HttpRequest.newBuilder(endpoint.encrypted(url)).timeout(TIMEOUT).GET().build();
  }

  /// A file beside the target, readable only by its owner.
  private static Path newPart(Path target) {
    try {
      var folder = target.toAbsolutePath().getParent();
      return Files.createTempFile(folder, target.getFileName() + ".", ".part");
    } catch (IOException e) {
      throw new ApiException("cannot write beside %s: %s".formatted(target, e.getMessage()));
    }
  }
}
