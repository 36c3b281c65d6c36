package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import groundswell.local.objects.SignatureCheck.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class ReceivingALargeBody {
  private static final long LENGTH = 40L << 20;

  @AutoClose private final RunningStore store = new RunningStore();

  /// A stream of this many bytes, which are not held in memory.
  private static InputStream zeros(long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int count) {
        if (left <= 0) return -1;
        var given = (int) Math.min(count, left);
        java.util.Arrays.fill(bytes, offset, offset + given, (byte) 0);
        left -= given;
        return given;
      }
    };
  }

  @Test
  void streamsItInAndOut() throws IOException {
    store
        .client()
        .putObject(
            b -> b.bucket(PLAIN).key("large"), RequestBody.fromInputStream(zeros(LENGTH), LENGTH));

    try (var got = store.client().getObject(b -> b.bucket(PLAIN).key("large"))) {
      assertThat(got.response().contentLength()).isEqualTo(LENGTH);
      assertThat(got.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(LENGTH);
    }
  }

  /// The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
  private static Signed example() {
    var key =
        Hashes.hmacKey(
            "AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.UTF_8));
    for (var part : Stream.of("20130524", "us-east-1", "s3", "aws4_request").toList()) {
      key = Hashes.hmacKey(Hashes.hmacSha256(key, part));
    }
    return new Signed(
        key,
        "20130524T000000Z",
        "20130524/us-east-1/s3/aws4_request",
        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
  }

  private static ChunkedBody body(String first) {
    var text =
        "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
            + first
            + "\r\n"
            + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
            + "a".repeat(1024)
            + "\r\n"
            + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n"
            + "\r\n";
    return new ChunkedBody(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), Optional.of(example()));
  }

  @Test
  void unpacksSignedChunks() throws IOException {
    assertThat(body("a".repeat(65_536)).readAllBytes()).hasSize(66_560).containsOnly('a');
  }

  @Test
  void refusesAChunkThatWasChanged() {
    assertThatThrownBy(() -> body("a".repeat(65_535) + "b").readAllBytes())
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("does not match the signature you provided");
  }

  @Test
  void limitsTrailers() {
    var lines = IntStream.rangeClosed(1, 11).mapToObj(i -> "t%d:1\r\n".formatted(i));

    assertMalformed("0\r\n" + lines.collect(Collectors.joining()) + "\r\n");
    assertMalformed("0\r\nt:1\r\nt:2\r\n\r\n");
  }

  @Test
  void limitsALine() {
    assertMalformed("0;x=" + "y".repeat(8_192) + "\r\n\r\n");
  }

  private static void assertMalformed(String text) {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> new ChunkedBody(in, Optional.empty()).readAllBytes())
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("malformed");
  }

  @Test
  void refusesABodyOverTheLimitBeforeItIsRead() {
    var headers = new Headers();
    headers.set("Content-Length", "11");
    var request =
        new S3Request("PUT", "/b/k", "b", "k", List.of(), headers, InputStream.nullInputStream());

    assertThatThrownBy(() -> new BodyReceiver(10).receive(request, example(), Path.of("unused")))
        .isInstanceOf(S3Exception.class)
        .hasMessage("Your proposed upload exceeds the maximum allowed size");
  }

  @Test
  void refusesABodyThatBreaksOff() {
    var cut = new ByteArrayInputStream("5\r\nhel".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> new ChunkedBody(cut, Optional.empty()).readAllBytes())
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("terminated unexpectedly");
  }
}
