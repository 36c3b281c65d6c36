package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.RunningStore.VERSIONED;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html and, for many
/// at once, https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
class DeletingOnCondition {
  @AutoClose private final RunningStore store = new RunningStore();

  private String put(String bucket, String key) {
    return store
        .client()
        .putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(key))
        .eTag();
  }

  private void deleteIf(String bucket, String eTag) {
    store.client().deleteObject(b -> b.bucket(bucket).key("k").ifMatch(eTag));
  }

  private boolean isThere(String bucket, String key) {
    return store.client().listObjectsV2(b -> b.bucket(bucket).prefix(key)).hasContents();
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, VERSIONED})
  void keepsAnObjectThatIsNotTheOneThatWasRead(String bucket) {
    put(bucket, "k");

    assertThatThrownBy(() -> deleteIf(bucket, "\"nope\""))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
    assertThat(isThere(bucket, "k")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, VERSIONED})
  void deletesTheOneThatWasRead(String bucket) {
    deleteIf(bucket, put(bucket, "k"));

    assertThat(isThere(bucket, "k")).isFalse();
  }

  @Test
  void deletesWhateverIsThereIfSomethingIs() {
    assertThatThrownBy(() -> deleteIf(PLAIN, "*"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
    put(PLAIN, "k");

    deleteIf(PLAIN, "*");

    assertThat(isThere(PLAIN, "k")).isFalse();
  }

  @Test
  void deletesManyAndTellsOfEach() {
    put(VERSIONED, "a");
    var objects =
        Delete.builder()
            .objects(object("a", null), object("b", "\"nope\""), object("never there", null))
            .build();
    put(VERSIONED, "b");

    var answer = store.client().deleteObjects(b -> b.bucket(VERSIONED).delete(objects));

    assertThat(answer.deleted()).extracting(DeletedObject::key).contains("a", "never there");
    assertThat(answer.deleted().getFirst().deleteMarkerVersionId()).isNotNull();
    assertThat(answer.errors()).extracting(S3Error::code).containsExactly("PreconditionFailed");
    assertThat(isThere(VERSIONED, "a")).isFalse();
    assertThat(isThere(VERSIONED, "b")).isTrue();
  }

  private static ObjectIdentifier object(String key, @Nullable String eTag) {
    var object = ObjectIdentifier.builder().key(key);
    return eTag == null ? object.build() : object.eTag(eTag).build();
  }

  @Test
  void tellsOnlyOfErrorsWhenAskedToBeQuiet() {
    var objects = Delete.builder().quiet(true).objects(object("a", null)).build();

    var answer = store.client().deleteObjects(b -> b.bucket(PLAIN).delete(objects));

    assertThat(answer.deleted()).isEmpty();
    assertThat(answer.errors()).isEmpty();
  }
}
