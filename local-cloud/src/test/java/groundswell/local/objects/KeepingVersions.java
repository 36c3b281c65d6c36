package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.RunningStore.VERSIONED;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html
class KeepingVersions {
  @AutoClose private final RunningStore store = new RunningStore();

  private String put(String content) {
    return store
        .client()
        .putObject(b -> b.bucket(VERSIONED).key("k"), RequestBody.fromString(content))
        .versionId();
  }

  private String get(String versionId) {
    return store
        .client()
        .getObjectAsBytes(b -> b.bucket(VERSIONED).key("k").versionId(versionId))
        .asUtf8String();
  }

  private String latest() {
    return store.client().getObjectAsBytes(b -> b.bucket(VERSIONED).key("k")).asUtf8String();
  }

  @Test
  void givesEachVersionAndTheLatest() {
    var one = put("one");
    var two = put("two");

    assertThat(get(one)).isEqualTo("one");
    assertThat(get(two)).isEqualTo("two");
    assertThat(latest()).isEqualTo("two");
  }

  @Test
  void hidesADeletedObjectBehindAMarker() {
    var one = put("one");

    var deleted = store.client().deleteObject(b -> b.bucket(VERSIONED).key("k"));

    assertThat(deleted.deleteMarker()).isTrue();
    assertThatThrownBy(this::latest).isInstanceOf(NoSuchKeyException.class);
    assertThat(get(one)).isEqualTo("one");
    assertThat(store.client().listObjectsV2(b -> b.bucket(VERSIONED)).contents()).isEmpty();
    assertThatThrownBy(() -> get(deleted.versionId()))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 405, "MethodNotAllowed"));
  }

  @Test
  void bringsAnObjectBackWhenItsMarkerIsDeleted() {
    put("one");
    var marker = store.client().deleteObject(b -> b.bucket(VERSIONED).key("k")).versionId();

    store.client().deleteObject(b -> b.bucket(VERSIONED).key("k").versionId(marker));

    assertThat(latest()).isEqualTo("one");
  }

  @Test
  void deletesOneVersionForGood() {
    var one = put("one");
    var two = put("two");

    store.client().deleteObject(b -> b.bucket(VERSIONED).key("k").versionId(two));

    assertThat(latest()).isEqualTo("one");
    assertThat(get(one)).isEqualTo("one");
    assertThatThrownBy(() -> get(two))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 404, "NoSuchVersion"));
  }

  @Test
  void keepsNoVersionsWhereNoneAreAsked() {
    var put =
        store.client().putObject(b -> b.bucket(PLAIN).key("k"), RequestBody.fromString("one"));

    assertThat(put.versionId()).isNull();
  }
}
