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
import java.util.regex.Pattern;

/// Moves files to and from the URLs that the API hands out.
public final class PresignedUrls {
  private static final Duration TIMEOUT = Duration.ofHours(1);

  /// The HTTP client sets these itself, and refuses them from callers.
  private static final Set<String> CLIENT_HEADERS = Set.of("host", "content-length");

  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]+)</Message>");

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
          Problem.of(
              ErrorCode.REFUSED,
              "the store refused the file: %s".formatted(explanation(response.body())),
              "start the upload again"));
    }
  }

  private static CountingBody body(Path file, LongConsumer sent) {
    try {
      return new CountingBody(BodyPublishers.ofFile(file), sent);
    } catch (FileNotFoundException _) {
      throw new ApiException(ErrorCode.FILE, "cannot read %s any more".formatted(file));
    }
  }

  /// The message in an error of S3, which is XML
  /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>).
  private static String explanation(String xml) {
    var message = MESSAGE.matcher(xml);
    return message.find() ? message.group(1) : "it gave no reason";
  }

  /// Saves a URL's content. The target is replaced as a whole, or stays as it was.
  public void download(URI url, Path target) {
    var part = newPart(target);
    try {
      var response = Http.send(get(url), BodyHandlers.ofFile(part));
      if (!Http.isSuccess(response.statusCode())) {
        throw refused(url, "%s is not written".formatted(target));
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ApiException(FileErrors.notWritten(target, e));
    } finally {
      part.toFile().delete();
    }
  }

  /// A URL's content as text.
  public String text(URI url) {
    var response = Http.send(get(url), BodyHandlers.ofString());
    if (Http.isSuccess(response.statusCode())) return response.body();
    throw refused(url, "there is nothing to show");
  }

  private static ApiException refused(URI url, String consequence) {
    return new ApiException(
        ErrorCode.REFUSED,
        "the store did not give out %s; %s".formatted(Endpoint.withoutQuery(url), consequence));
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
      throw new ApiException(FileErrors.notWritten(target, e));
    }
  }
}
