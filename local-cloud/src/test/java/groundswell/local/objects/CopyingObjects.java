package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.RunningStore.VERSIONED;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// See https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
class CopyingObjects {
  private static final String KEY = "a b/ü+.csv";

  @AutoClose private final RunningStore store = new RunningStore();

  @BeforeEach
  void putTheOriginal() {
    store
        .client()
        .putObject(
            b ->
                b.bucket(PLAIN).key(KEY).contentType("text/csv").metadata(Map.of("tenant", "acme")),
            RequestBody.fromString("hello"));
  }

  private void copy(Consumer<CopyObjectRequest.Builder> more) {
    store
        .client()
        .copyObject(
            b ->
                more.accept(
                    b.sourceBucket(PLAIN)
                        .sourceKey(KEY)
                        .destinationBucket(VERSIONED)
                        .destinationKey("uploads/copy.csv")));
  }

  @Test
  void copiesContentAndMetadataAndTellsOfTheNewObject() {
    copy(_ -> {});

    var copied = store.client().getObjectAsBytes(b -> b.bucket(VERSIONED).key("uploads/copy.csv"));
    assertThat(copied.asUtf8String()).isEqualTo("hello");
    assertThat(copied.response().contentType()).isEqualTo("text/csv");
    assertThat(copied.response().metadata()).containsEntry("tenant", "acme");
    assertThat(store.created())
        .extracting(ObjectCreated::eventName)
        .containsExactly("ObjectCreated:Copy");
  }

  @Test
  void givesTheCopyOtherMetadataWhenAskedTo() {
    copy(b -> b.metadataDirective(MetadataDirective.REPLACE).contentType("text/plain"));

    var head = store.client().headObject(b -> b.bucket(VERSIONED).key("uploads/copy.csv"));
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.metadata()).isEmpty();
  }

  @Test
  void refusesACopyThatChangesNothingAndOneOfNothing() {
    assertThatThrownBy(() -> copy(b -> b.destinationBucket(PLAIN).destinationKey(KEY)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 400, "InvalidRequest"));
    assertThatThrownBy(() -> copy(b -> b.sourceKey("nothing")))
        .isInstanceOf(NoSuchKeyException.class);
  }
}
