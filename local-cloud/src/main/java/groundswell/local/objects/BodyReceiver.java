package groundswell.local.objects;

import groundswell.local.objects.Checksum.Running;
import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes a request's body to a file, with constant memory, and checks it against all that the
/// client said about it: length, hash, digest and checksum.
final class BodyReceiver {
  /// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
  static final long BYTES_MAX = 5L << 30;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MD5_BYTES = 16;
  private static final String STREAMING = "STREAMING-";
  private static final String STREAMING_UNSIGNED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final long bytesMax;

  BodyReceiver(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// @param file to write; it is removed if the body is refused
  Body receive(S3Request request, Signed signed, Path file) throws IOException {
    return receive(request, signed, file, Checksum.DEFAULT);
  }

  /// @param checksum is computed if the client sends none
  Body receive(S3Request request, Signed signed, Path file, Checksum checksum) throws IOException {
    return receive(request, signed, file, bytesMax, announced(request), checksum);
  }

  /// Reads a body that says what to do, instead of content.
  ///
  /// @param file to write; it is removed afterwards
  /// @param checksum that the client sent along with the body
  byte[] receiveDocument(
      S3Request request, Signed signed, Path file, long max, Optional<Checksum> checksum)
      throws IOException {
    var body = receive(request, signed, file, max, checksum, Checksum.DEFAULT);
    try {
      return Files.readAllBytes(body.file());
    } finally {
      Spool.remove(body.file());
    }
  }

  private static Body receive(
      S3Request request,
      Signed signed,
      Path file,
      long max,
      Optional<Checksum> announced,
      Checksum otherwise)
      throws IOException {
    var length = declaredLength(request, max);
    var contentHash = request.header("x-amz-content-sha256").orElse(UNSIGNED);
    var chunked =
        contentHash.startsWith(STREAMING)
            ? Optional.of(
                new ChunkedBody(
                    request.body(),
                    contentHash.equals(STREAMING_UNSIGNED)
                        ? Optional.empty()
                        : Optional.of(signed)))
            : Optional.<ChunkedBody>empty();
    try {
      return receive(request, length, contentHash, chunked, announced, otherwise, file);
    } catch (S3Exception | IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static long declaredLength(S3Request request, long max) {
    var decoded = request.number("x-amz-decoded-content-length");
    var length = decoded.isPresent() ? decoded : request.number("Content-Length");
    if (length.isEmpty()) {
      throw new S3Exception(
          Code.MISSING_CONTENT_LENGTH, "You must provide the Content-Length HTTP header.");
    }
    if (length.getAsLong() > max) {
      throw new S3Exception(
          Code.ENTITY_TOO_LARGE, "Your proposed upload exceeds the maximum allowed size");
    }
    return length.getAsLong();
  }

  private static Body receive(
      S3Request request,
      long length,
      String contentHash,
      Optional<ChunkedBody> chunked,
      Optional<Checksum> announced,
      Checksum otherwise,
      Path file)
      throws IOException {
    var md5 = Hashes.digest("MD5");
    var sha256 = Hashes.sha256();
    var checksum = announced.orElse(otherwise);
    var running = checksum.start();
    InputStream in = chunked.isPresent() ? chunked.get() : request.body();
    var size = copy(in, file, length, md5, sha256, running);
    if (size != length) {
      throw new S3Exception(
          Code.INCOMPLETE_BODY,
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
    if (chunked.isEmpty() && !contentHash.equals(UNSIGNED)) {
      var actual = Hashes.hex(sha256.digest());
      Body.require(contentHash, actual, Code.CONTENT_SHA256_MISMATCH, "x-amz-content-sha256");
    }
    var digest = Hashes.hex(md5.digest());
    checkMd5(request, digest);
    var trailers = chunked.map(ChunkedBody::trailers).orElse(Map.of());
    var value = running.value();
    if (announced.isPresent()) checkChecksum(request, trailers, checksum, value);
    return new Body(
        file, size, digest, new Checksum.Stored(checksum, Checksum.Type.FULL_OBJECT, value));
  }

  private static long copy(
      InputStream in,
      Path file,
      long length,
      MessageDigest md5,
      MessageDigest sha256,
      Running running)
      throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        size += count;
        if (size > length) break;
        var read = count;
        md5.update(buffer, 0, read);
        sha256.update(buffer, 0, read);
        running.update(buffer, read);
        out.write(buffer, 0, read);
      }
    }
    return size;
  }

  /// The checksum that the client sends, in a header or behind the body.
  static Optional<Checksum> announced(S3Request request) {
    var inHeader =
        request.headers().keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith(Checksum.HEADER_PREFIX))
            .filter(name -> !name.endsWith("-algorithm") && !name.endsWith("-type"))
            .findFirst();
    return inHeader.or(() -> request.header("x-amz-trailer")).map(BodyReceiver::supported);
  }

  private static Checksum supported(String header) {
    return Checksum.ofHeader(header)
        .orElseThrow(
            () ->
                new S3Exception(
                    Code.NOT_IMPLEMENTED, "the local S3 does not check %s".formatted(header)));
  }

  private static void checkMd5(S3Request request, String actual) {
    var given = request.header("Content-MD5");
    if (given.isEmpty()) return;
    Body.require(Hashes.hex(md5(given.get())), actual, Code.BAD_DIGEST, "Content-MD5");
  }

  private static byte[] md5(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == MD5_BYTES) return bytes;
    } catch (IllegalArgumentException e) {
      throw invalidDigest();
    }
    throw invalidDigest();
  }

  private static S3Exception invalidDigest() {
    return new S3Exception(Code.INVALID_DIGEST, "The Content-MD5 you specified is not valid.");
  }

  private static void checkChecksum(
      S3Request request, Map<String, String> trailers, Checksum checksum, String actual) {
    var header = checksum.header();
    var expected = request.header(header).orElse(trailers.getOrDefault(header, ""));
    Body.require(expected, actual, Code.BAD_DIGEST, header);
  }
}
