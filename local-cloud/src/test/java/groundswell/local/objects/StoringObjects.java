package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/// Through the AWS SDK; expectations are from https://docs.aws.amazon.com/AmazonS3/latest/API/
class StoringObjects {
  private static final String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

  @AutoClose private final RunningStore store = new RunningStore();

  private void put(String key, String content) {
    store.client().putObject(b -> b.bucket(PLAIN).key(key), RequestBody.fromString(content));
  }

  private ResponseBytes<GetObjectResponse> get(String key) {
    return store.client().getObjectAsBytes(b -> b.bucket(PLAIN).key(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b+c/d=&%é.csv", "x//y/../z", "~*'()!", "日本/😀"})
  void givesBackWhatWasPutUnderAnyKey(String key) {
    put(key, "hello");

    assertThat(get(key).asUtf8String()).isEqualTo("hello");
    assertThat(get(key).response().eTag()).isEqualTo(HELLO_MD5);
  }

  @Test
  void keepsMetadataTypeAndEncoding() {
    store
        .client()
        .putObject(
            b ->
                b.bucket(PLAIN)
                    .key("k")
                    .contentType("text/csv")
                    .contentEncoding("gzip")
                    .cacheControl("no-cache")
                    .metadata(Map.of("tenant", "acme")),
            RequestBody.fromString("hello"));

    var head = store.client().headObject(b -> b.bucket(PLAIN).key("k"));
    assertThat(head.contentType()).isEqualTo("text/csv");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.metadata()).containsEntry("tenant", "acme");
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.lastModified()).isNotNull();
  }

  /// See https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
  @Test
  void tellsHowAnObjectIsStored() {
    store
        .client()
        .putObject(
            b ->
                b.bucket(PLAIN)
                    .key("k")
                    .serverSideEncryption(ServerSideEncryption.AES256)
                    .storageClass(StorageClass.STANDARD_IA),
            RequestBody.fromString("hello"));

    var head = store.client().headObject(b -> b.bucket(PLAIN).key("k"));
    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    put("plain", "hello");
    assertThat(store.client().headObject(b -> b.bucket(PLAIN).key("plain")).storageClass())
        .isNull();
  }

  /// The template's bucket, like all new ones, has no access control lists. See
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html
  @Test
  void refusesAccessControlLists() {
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .putObject(
                        b -> b.bucket(PLAIN).key("k").acl(ObjectCannedACL.PUBLIC_READ),
                        RequestBody.fromString("hello")))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertCode(e, 400, "AccessControlListNotSupported"));
    assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
  }

  /// See https://www.rfc-editor.org/rfc/rfc9110#name-preconditions
  @Test
  void answersReadersWhoHaveItAlready() {
    put("k", "hello");

    assertThat(
            store
                .client()
                .getObjectAsBytes(b -> b.bucket(PLAIN).key("k").ifMatch("*"))
                .asUtf8String())
        .isEqualTo("hello");
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .getObjectAsBytes(
                        b -> b.bucket(PLAIN).key("k").ifNoneMatch("\"x\", W/" + HELLO_MD5)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .getObjectAsBytes(b -> b.bucket(PLAIN).key("k").ifModifiedSince(Instant.now())))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .getObjectAsBytes(
                        b -> b.bucket(PLAIN).key("k").ifUnmodifiedSince(Instant.EPOCH)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
  }

  @Test
  void storesNothingAtAll() {
    put("empty", "");

    assertThat(get("empty").asByteArray()).isEmpty();
    assertThat(get("empty").response().contentLength()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void verifiesAndKeepsChecksums(ChecksumAlgorithm algorithm) {
    store
        .client()
        .putObject(
            b -> b.bucket(PLAIN).key("k").checksumAlgorithm(algorithm),
            RequestBody.fromString("hello"));

    assertThat(get("k").asUtf8String()).isEqualTo("hello");
  }

  @Test
  void refusesContentThatIsNotWhatTheClientSays() {
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .putObject(
                        b -> b.bucket(PLAIN).key("k").checksumSHA256(sha256Of("other")),
                        RequestBody.fromString("hello")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "BadDigest"));
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .putObject(
                        b -> b.bucket(PLAIN).key("k").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        RequestBody.fromString("hello")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "BadDigest"));
    assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
  }

  private static String sha256Of(String text) {
    var digest = Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  static void assertCode(S3Exception e, int status, String code) {
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=2-4:234", "bytes=7-:789", "bytes=-3:789", "bytes=8-99:89"})
  void givesARange(String rangeAndContent) {
    put("k", "0123456789");
    var colon = rangeAndContent.indexOf(':');

    var part =
        store
            .client()
            .getObjectAsBytes(
                b -> b.bucket(PLAIN).key("k").range(rangeAndContent.substring(0, colon)));

    assertThat(part.asUtf8String()).isEqualTo(rangeAndContent.substring(colon + 1));
    assertThat(part.response().contentRange()).endsWith("/10");
  }

  @Test
  void refusesARangeOutside() {
    put("k", "0123456789");

    assertThatThrownBy(
            () ->
                store.client().getObjectAsBytes(b -> b.bucket(PLAIN).key("k").range("bytes=10-12")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 416, "InvalidRange"));
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> get("nothing")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> store.client().headObject(b -> b.bucket(PLAIN).key("nothing")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> store.client().getObjectAsBytes(b -> b.bucket("nowhere").key("k")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void deletesAndForgives() {
    put("k", "hello");

    store.client().deleteObject(b -> b.bucket(PLAIN).key("k"));
    store.client().deleteObject(b -> b.bucket(PLAIN).key("k"));

    assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void listsByPrefixInByteOrderAndInPages() {
    List.of("b/2", "a/1", "b/10", "b/é", "b/Z", "c").forEach(key -> put(key, key));

    var listed =
        store.client().listObjectsV2Paginator(b -> b.bucket(PLAIN).prefix("b/").maxKeys(2));

    assertThat(listed.contents().stream().map(S3Object::key))
        .containsExactly("b/10", "b/2", "b/Z", "b/é");
    assertThat(listed.stream().map(page -> page.keyCount())).containsExactly(2, 2);
    assertThat(listed.contents().stream().map(S3Object::size)).containsExactly(4L, 3L, 3L, 4L);
  }

  @Test
  void startsAListAfterAKey() {
    IntStream.range(0, 5).forEach(i -> put("k" + i, ""));

    var listed = store.client().listObjectsV2(b -> b.bucket(PLAIN).startAfter("k2"));

    assertThat(listed.contents()).extracting(S3Object::key).containsExactly("k3", "k4");
    assertThat(listed.isTruncated()).isFalse();
  }

  @Test
  void refusesWhatItDoesNotImplement() {
    assertThatThrownBy(() -> store.client().getObjectTagging(b -> b.bucket(PLAIN).key("k")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 501, "NotImplemented"));
  }

  @Test
  void limitsKeysAndMetadata() {
    assertThatThrownBy(() -> put("k".repeat(1025), ""))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "KeyTooLongError"));
    assertThatThrownBy(
            () ->
                store
                    .client()
                    .putObject(
                        b -> b.bucket(PLAIN).key("k").metadata(Map.of("m", "x".repeat(2048))),
                        RequestBody.fromString("")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "MetadataTooLarge"));
  }
}
