package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Presigned URLs are used with a plain HTTP client, as their holders do. See
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
class CheckingSignatures {
  private static final Duration VALID = Duration.ofMinutes(5);

  @AutoClose private final RunningStore store = new RunningStore();

  private URI putUrl(S3Presigner presigner, long length) {
    var request =
        presigner.presignPutObject(
            b ->
                b.signatureDuration(VALID)
                    .putObjectRequest(
                        put ->
                            put.bucket(PLAIN)
                                .key("a b/ü.csv")
                                .contentLength(length)
                                .ifNoneMatch("*")));
    return URI.create(request.url().toString());
  }

  private URI getUrl() {
    return URI.create(
        store
            .presigner()
            .presignGetObject(
                b ->
                    b.signatureDuration(VALID)
                        .getObjectRequest(get -> get.bucket(PLAIN).key("a b/ü.csv")))
            .url()
            .toString());
  }

  private HttpResponse<String> put(URI url, String content) {
    return send(
        HttpRequest.newBuilder(url)
            .header("If-None-Match", "*")
            .PUT(BodyPublishers.ofString(content))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return store.http().send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void letsTheHolderOfAPresignedUrlPutAndGet() {
    var written = put(putUrl(store.presigner(), 5), "hello");

    assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
    assertThat(send(HttpRequest.newBuilder(getUrl()).build()).body()).isEqualTo("hello");
  }

  @Test
  void holdsThePutToItsLengthAndCondition() {
    var url = putUrl(store.presigner(), 5);

    assertRefused(put(url, "hello!"), 403, "SignatureDoesNotMatch");
    assertThat(put(url, "hello").statusCode()).isEqualTo(200);
    assertRefused(put(url, "again"), 412, "PreconditionFailed");
    assertRefused(
        send(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("hello")).build()),
        403,
        "SignatureDoesNotMatch");
  }

  @Test
  void refusesATamperedUrl() {
    var url = putUrl(store.presigner(), 5).toString();

    assertRefused(
        put(URI.create(url.replace("a%20b", "a%20c")), "hello"), 403, "SignatureDoesNotMatch");
    assertRefused(
        put(URI.create(url.replace("X-Amz-Expires=300", "X-Amz-Expires=301")), "hello"),
        403,
        "SignatureDoesNotMatch");
    assertRefused(put(URI.create(url + "&versionId=1"), "hello"), 403, "SignatureDoesNotMatch");
  }

  @Test
  void refusesAnExpiredUrl() {
    var url = putUrl(store.presigner(), 5);

    store.passTime(VALID.plusSeconds(5));

    var refused = put(url, "hello");
    assertRefused(refused, 403, "AccessDenied");
    assertThat(refused.body()).contains("Request has expired");
  }

  @Test
  void refusesAnUnknownKeyAndAWrongSecret() {
    try (var stranger = store.presignerWith(new Credentials("stranger", "secret"));
        var guesser = store.presignerWith(new Credentials("local", "guess"))) {
      assertRefused(put(putUrl(stranger, 5), "hello"), 403, "InvalidAccessKeyId");
      assertRefused(put(putUrl(guesser, 5), "hello"), 403, "SignatureDoesNotMatch");
    }
  }

  @Test
  void refusesHeadersThatWereNotSigned() {
    var request =
        HttpRequest.newBuilder(putUrl(store.presigner(), 5))
            .header("If-None-Match", "*")
            .header("x-amz-meta-tenant", "other")
            .PUT(BodyPublishers.ofString("hello"))
            .build();

    assertRefused(send(request), 403, "AccessDenied");
  }

  @Test
  void refusesARequestWithoutASignature() {
    var url = store.store().endpoint().resolve("/plain/k");

    assertRefused(send(HttpRequest.newBuilder(url).build()), 403, "AccessDenied");
  }

  /// See https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
  @Test
  void refusesASignatureForAnotherRegion() {
    var url = getUrl().toString().replace("%2Fus-east-1%2F", "%2Feu-west-1%2F");

    var refused = send(HttpRequest.newBuilder(URI.create(url)).build());

    assertRefused(refused, 400, "AuthorizationQueryParametersError");
    assertThat(refused.body()).contains("the region 'eu-west-1' is wrong; expecting 'us-east-1'");
  }

  @Test
  void saysThatSignaturesOfVersion2AreNotTaken() {
    var url =
        store.store().endpoint().resolve("/plain/k?AWSAccessKeyId=local&Signature=x&Expires=1");

    var refused = send(HttpRequest.newBuilder(url).build());

    assertRefused(refused, 400, "InvalidRequest");
    assertThat(refused.body()).contains("Please use AWS4-HMAC-SHA256");
  }

  @Test
  void refusesAClientWithAWrongSecretOrClock() {
    try (var guesser = store.clientWith(new Credentials("local", "guess"))) {
      assertThatThrownBy(
              () ->
                  guesser.putObject(b -> b.bucket(PLAIN).key("k"), RequestBody.fromString("hello")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertCode(e, 403, "SignatureDoesNotMatch"));
    }
    store.passTime(Duration.ofHours(1));
    assertThatThrownBy(() -> store.client().headObject(b -> b.bucket(PLAIN).key("k")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void wantsToKnowTheLengthOfABody() {
    var presigned =
        store
            .presigner()
            .presignPutObject(
                b ->
                    b.signatureDuration(VALID).putObjectRequest(put -> put.bucket(PLAIN).key("k")));
    var request =
        HttpRequest.newBuilder(URI.create(presigned.url().toString()))
            .PUT(BodyPublishers.ofInputStream(InputStream::nullInputStream))
            .build();

    assertRefused(send(request), 411, "MissingContentLength");
  }
}
