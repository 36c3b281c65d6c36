package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.RunningStore.VERSIONED;
import static groundswell.local.objects.StoringObjects.assertCode;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
/// and https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
class CheckingIntegrity {
  private static final String DIGITS = "123456789";

  /// The check value of CRC-64/NVME over "123456789" in the catalogue of CRCs.
  private static final String CRC64_OF_DIGITS = base64(0xAE8B_1486_0A79_9888L);

  @AutoClose private final RunningStore store = new RunningStore();

  private static String base64(long value) {
    var bytes = java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  private HeadObjectResponse head(String bucket) {
    return store
        .client()
        .headObject(b -> b.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
  }

  private void put(Consumer<PutObjectRequest.Builder> more) {
    store
        .client()
        .putObject(b -> more.accept(b.bucket(PLAIN).key("k")), RequestBody.fromString(DIGITS));
  }

  @Test
  void computesTheSameCrcInOneStepAndInMany() {
    var bytes = DIGITS.repeat(9).getBytes(US_ASCII);
    var whole = new Crc64Nvme();
    var stepwise = new Crc64Nvme();

    whole.update(bytes, 0, bytes.length);
    for (var each : bytes) stepwise.update(each);

    assertThat(whole.getValue()).isEqualTo(stepwise.getValue());
  }

  @Test
  void takesTheChecksumThatTodaysClientsSend() {
    put(b -> b.checksumCRC64NVME(CRC64_OF_DIGITS));

    assertThat(head(PLAIN).checksumCRC64NVME()).isEqualTo(CRC64_OF_DIGITS);
    assertThatThrownBy(() -> put(b -> b.checksumCRC64NVME(base64(1))))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "BadDigest"));
  }

  @Test
  void givesBackTheChecksumOnlyToWhomAsksForIt() {
    put(b -> b.checksumAlgorithm(ChecksumAlgorithm.SHA256));

    assertThat(head(PLAIN).checksumSHA256()).isNotNull();
    assertThat(head(PLAIN).checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(store.client().headObject(b -> b.bucket(PLAIN).key("k")).checksumSHA256()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzz", "AAAA", "not base 64"})
  void refusesADigestThatIsNone(String md5) {
    assertThatThrownBy(() -> put(b -> b.contentMD5(md5)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "InvalidDigest"));
  }

  private final class Upload {
    private final ChecksumAlgorithm algorithm;
    private final String id;

    Upload(ChecksumAlgorithm algorithm, @Nullable ChecksumType type) {
      this.algorithm = algorithm;
      this.id =
          store
              .client()
              .createMultipartUpload(
                  b -> {
                    b.bucket(VERSIONED).key("k").checksumAlgorithm(algorithm);
                    if (type != null) b.checksumType(type);
                  })
              .uploadId();
    }

    CompletedPart put() {
      var answer =
          store
              .client()
              .uploadPart(
                  b -> {
                    b.bucket(VERSIONED).key("k").uploadId(id).partNumber(1);
                    // the SDK computes all except this one, for which it needs native code
                    if (algorithm == ChecksumAlgorithm.CRC64_NVME) {
                      b.checksumCRC64NVME(CRC64_OF_DIGITS);
                    } else {
                      b.checksumAlgorithm(algorithm);
                    }
                  },
                  RequestBody.fromString(DIGITS));
      return CompletedPart.builder()
          .partNumber(1)
          .eTag(answer.eTag())
          .checksumCRC32(answer.checksumCRC32())
          .checksumCRC32C(answer.checksumCRC32C())
          .checksumCRC64NVME(answer.checksumCRC64NVME())
          .checksumSHA1(answer.checksumSHA1())
          .checksumSHA256(answer.checksumSHA256())
          .build();
    }

    void complete(CompletedPart part, Consumer<CompleteMultipartUploadRequest.Builder> more) {
      store
          .client()
          .completeMultipartUpload(
              b -> {
                b.bucket(VERSIONED).key("k").uploadId(id).multipartUpload(all -> all.parts(part));
                more.accept(b);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, FULL_OBJECT, y/Q5Jg==",
    "CRC32_C, FULL_OBJECT, 4waSgw==",
    "CRC64_NVME, FULL_OBJECT, rosUhgp5mIg="
  })
  void keepsTheChecksumOfAllBytesOfAnUploadInParts(
      ChecksumAlgorithm algorithm, ChecksumType type, String ofDigits) {
    var upload = new Upload(algorithm, type);

    upload.complete(upload.put(), _ -> {});

    assertThat(head(VERSIONED).checksumType()).isEqualTo(type);
    assertThat(head(VERSIONED).toString()).contains("=" + ofDigits + ",");
  }

  @ParameterizedTest
  @CsvSource({"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void keepsTheChecksumOverThePartsChecksums(ChecksumAlgorithm algorithm) {
    var upload = new Upload(algorithm, null);

    upload.complete(upload.put(), _ -> {});

    assertThat(head(VERSIONED).checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(head(VERSIONED).toString()).containsPattern("Checksum[^=]+=[A-Za-z0-9+/]+=*-1[,)]");
  }

  @Test
  void refusesToCompleteWhatIsNotAsTheClientSays() {
    var upload = new Upload(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
    var part = upload.put();

    assertRefused(() -> upload.complete(part, b -> b.checksumCRC32("AAAAAA==")), "BadDigest");
    assertRefused(() -> upload.complete(part, b -> b.mpuObjectSize(17L)), "InvalidRequest");
    assertRefused(
        () -> upload.complete(part, b -> b.checksumType(ChecksumType.COMPOSITE)), "InvalidRequest");
    assertRefused(
        () -> upload.complete(part.toBuilder().checksumCRC32("AAAAAA==").build(), _ -> {}),
        "InvalidPart");
    upload.complete(part, b -> b.checksumCRC32("y/Q5Jg==").mpuObjectSize(9L));
  }

  @Test
  void refusesAPartWithAnotherChecksumThanTheUploadNames() {
    var upload = new Upload(ChecksumAlgorithm.SHA256, null);

    assertRefused(
        () ->
            store
                .client()
                .uploadPart(
                    b ->
                        b.bucket(VERSIONED)
                            .key("k")
                            .uploadId(upload.id)
                            .partNumber(1)
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                    RequestBody.fromString(DIGITS)),
        "InvalidRequest");
  }

  @Test
  void refusesATypeThatTheAlgorithmDoesNotHave() {
    assertRefused(
        () -> new Upload(ChecksumAlgorithm.SHA256, ChecksumType.FULL_OBJECT), "InvalidRequest");
    assertRefused(
        () -> new Upload(ChecksumAlgorithm.CRC64_NVME, ChecksumType.COMPOSITE), "InvalidRequest");
  }

  @Test
  void wantsEachPartsChecksumWhereTheWholesIsMadeOfThem() {
    var upload = new Upload(ChecksumAlgorithm.SHA256, null);
    var part = upload.put();

    assertRefused(
        () -> upload.complete(part.toBuilder().checksumSHA256(null).build(), _ -> {}),
        "InvalidRequest");
  }

  private static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, code));
  }
}
