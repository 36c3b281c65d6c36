package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A body in `aws-chunked` form: chunks, each with its signature unless the payload is unsigned,
/// then trailing headers. The SDK sends this form by default, to compute a checksum while it sends.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
final class ChunkedBody extends InputStream {
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int TRAILERS_MAX = 10;
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
  private static final String EMPTY_HASH = Hashes.sha256Hex("");

  private final InputStream in;
  private final Optional<Signed> signed;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private final MessageDigest chunkHash = Hashes.sha256();
  private String previousSignature;
  private String chunkSignature = "";
  private long left;
  private boolean ended;

  /// @param signed what the first signature covers, if chunks are signed
  ChunkedBody(InputStream in, Optional<Signed> signed) {
    this.in = in;
    this.signed = signed;
    this.previousSignature = signed.map(Signed::signature).orElse("");
  }

  /// The headers behind the body, once it has been read.
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) return -1;
    if (left == 0 && !startChunk()) return -1;
    var count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) throw incomplete();
    chunkHash.update(bytes, offset, count);
    left -= count;
    if (left == 0) endChunk();
    return count;
  }

  private boolean startChunk() throws IOException {
    var line = line();
    var semicolon = line.indexOf(';');
    var size = semicolon < 0 ? line : line.substring(0, semicolon);
    if (!size.matches("[0-9a-fA-F]{1,12}")) throw incomplete();
    chunkSignature = semicolon < 0 ? "" : line.substring(line.indexOf('=', semicolon) + 1);
    left = Long.parseLong(size, 16);
    if (left > 0) return true;
    checkChunk();
    readTrailers();
    ended = true;
    return false;
  }

  private void endChunk() throws IOException {
    if (!line().isEmpty()) throw incomplete();
    checkChunk();
  }

  private void checkChunk() {
    var hash = Hashes.hex(chunkHash.digest());
    signed.ifPresent(
        seed -> checkSignature(seed, "-PAYLOAD", EMPTY_HASH + "\n" + hash, chunkSignature));
  }

  /// Each signature covers the one before it.
  private void checkSignature(Signed seed, String kind, String content, String signature) {
    var toSign =
        String.join(
            "\n",
            SignatureCheck.ALGORITHM + kind,
            seed.dateTime(),
            seed.scope(),
            previousSignature,
            content);
    var expected = Hashes.hex(Hashes.hmacSha256(seed.signingKey(), toSign));
    if (!Hashes.same(expected, signature)) throw SignatureCheck.signatureDoesNotMatch();
    previousSignature = expected;
  }

  private void readTrailers() throws IOException {
    var canonical = new StringBuilder();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      if (colon < 0 || trailers.size() == TRAILERS_MAX) throw incomplete();
      var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      var value = line.substring(colon + 1).strip();
      if (trailers.putIfAbsent(name, value) != null) throw incomplete();
      if (!name.equals(TRAILER_SIGNATURE))
        canonical.append(name).append(':').append(value).append('\n');
    }
    var signature = trailers.remove(TRAILER_SIGNATURE);
    if (signed.isPresent() && !trailers.isEmpty()) {
      checkSignature(
          signed.get(),
          "-TRAILER",
          Hashes.sha256Hex(canonical.toString()),
          signature == null ? "" : signature);
    }
  }

  /// A line up to CR LF; at the end of the body, an empty one.
  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() == LINE_BYTES_MAX) throw incomplete();
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static S3Exception incomplete() {
    return new S3Exception(
        Code.INCOMPLETE_BODY, "The request body terminated unexpectedly or is malformed");
  }
}
