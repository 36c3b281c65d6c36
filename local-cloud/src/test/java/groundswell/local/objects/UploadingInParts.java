package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.VERSIONED;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
class UploadingInParts {
  private static final String KEY = "uploads/big.csv";
  private static final byte[] FULL_PART = bytes(5 << 20, 1);
  private static final byte[] LAST_PART = bytes(1000, 2);

  @AutoClose private final RunningStore store = new RunningStore();
  private final String upload =
      store
          .client()
          .createMultipartUpload(b -> b.bucket(VERSIONED).key(KEY).contentType("text/csv"))
          .uploadId();

  private static byte[] bytes(int length, int value) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private CompletedPart put(int number, byte[] content) {
    var put =
        store
            .client()
            .uploadPart(
                b -> b.bucket(VERSIONED).key(KEY).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(put.eTag())
        .checksumCRC32(put.checksumCRC32())
        .build();
  }

  private CompleteMultipartUploadResponse complete(
      List<CompletedPart> parts, Consumer<CompleteMultipartUploadRequest.Builder> more) {
    return store
        .client()
        .completeMultipartUpload(
            b -> {
              b.bucket(VERSIONED).key(KEY).uploadId(upload);
              more.accept(b.multipartUpload(all -> all.parts(parts)));
            });
  }

  private void assertRefused(List<CompletedPart> parts, int status, String code) {
    assertThatThrownBy(() -> complete(parts, _ -> {}))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, status, code));
  }

  @Test
  void joinsThePartsAndTellsOfOneObject() {
    var second = put(2, LAST_PART);
    var first = put(1, FULL_PART);

    var done = complete(List.of(first, second), _ -> {});

    var got = store.client().getObjectAsBytes(b -> b.bucket(VERSIONED).key(KEY));
    assertThat(got.asByteArray()).hasSize(FULL_PART.length + LAST_PART.length).endsWith(LAST_PART);
    assertThat(got.response().contentType()).isEqualTo("text/csv");
    assertThat(done.eTag()).endsWith("-2\"").isEqualTo(got.response().eTag());
    assertThat(store.created())
        .singleElement()
        .satisfies(
            created -> {
              assertThat(created.eventName()).isEqualTo("ObjectCreated:CompleteMultipartUpload");
              assertThat(created.versionId()).contains(done.versionId());
              assertThat(created.size()).isEqualTo(FULL_PART.length + LAST_PART.length);
            });
  }

  @Test
  void takesALaterPartOfTheSameNumber() {
    put(1, LAST_PART);
    var again = put(1, bytes(3, 7));

    complete(List.of(again), _ -> {});

    assertThat(store.client().headObject(b -> b.bucket(VERSIONED).key(KEY)).contentLength())
        .isEqualTo(3);
  }

  @Test
  void refusesPartsThatDoNotFit() {
    var first = put(1, FULL_PART);
    var second = put(2, LAST_PART);
    var third = put(3, LAST_PART);

    assertRefused(List.of(second, first), 400, "InvalidPartOrder");
    assertRefused(List.of(first, second, third), 400, "EntityTooSmall");
    assertRefused(List.of(first.toBuilder().partNumber(9).build()), 400, "InvalidPart");
    assertRefused(List.of(first.toBuilder().eTag("\"0\"").build()), 400, "InvalidPart");
    assertThatThrownBy(() -> put(10_001, LAST_PART))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "InvalidArgument"));
  }

  @Test
  void holdsAConditionAtCompletion() {
    var part = put(1, LAST_PART);
    store.client().putObject(b -> b.bucket(VERSIONED).key(KEY), RequestBody.fromString("there"));

    assertThatThrownBy(() -> complete(List.of(part), b -> b.ifNoneMatch("*")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
  }

  @Test
  void forgetsAnUploadThatIsAborted() {
    var part = put(1, LAST_PART);

    store.client().abortMultipartUpload(b -> b.bucket(VERSIONED).key(KEY).uploadId(upload));

    assertRefused(List.of(part), 404, "NoSuchUpload");
  }
}
