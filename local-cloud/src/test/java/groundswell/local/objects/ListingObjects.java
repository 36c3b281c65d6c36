package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.RunningStore.VERSIONED;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
class ListingObjects {
  @AutoClose private final RunningStore store = new RunningStore();

  private void put(String bucket, String... keys) {
    for (var key : keys) {
      store.client().putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(key));
    }
  }

  /// The example of the guide.
  private void putPhotos() {
    put(
        PLAIN,
        "sample.jpg",
        "photos/2006/January/sample.jpg",
        "photos/2006/February/sample2.jpg",
        "photos/2006/February/sample3.jpg",
        "photos/index.html");
  }

  @Test
  void showsKeysLikeFoldersWithADelimiter() {
    putPhotos();

    var root = store.client().listObjectsV2(b -> b.bucket(PLAIN).delimiter("/"));
    var photos =
        store.client().listObjectsV2(b -> b.bucket(PLAIN).delimiter("/").prefix("photos/"));

    assertThat(root.contents()).extracting(S3Object::key).containsExactly("sample.jpg");
    assertThat(root.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("photos/");
    assertThat(root.keyCount()).isEqualTo(2);
    assertThat(photos.contents()).extracting(S3Object::key).containsExactly("photos/index.html");
    assertThat(photos.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("photos/2006/");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void countsACommonPrefixAsOneEntryOfAPage(int size) {
    put(PLAIN, "a/1", "a/2", "b", "c/1", "c/2", "c/3", "d");

    var seen = new ArrayList<String>();
    store
        .client()
        .listObjectsV2Paginator(b -> b.bucket(PLAIN).delimiter("/").maxKeys(size))
        .forEach(
            page ->
                Stream.concat(
                        page.contents().stream().map(S3Object::key),
                        page.commonPrefixes().stream().map(CommonPrefix::prefix))
                    .sorted()
                    .forEach(seen::add));

    assertThat(seen).containsExactly("a/", "b", "c/", "d");
  }

  @Test
  void answersClientsThatUseTheFirstVersion() {
    putPhotos();

    var first = store.client().listObjects(b -> b.bucket(PLAIN).delimiter("/").maxKeys(1));
    var rest =
        store.client().listObjects(b -> b.bucket(PLAIN).delimiter("/").marker(first.nextMarker()));

    assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("photos/");
    assertThat(first.isTruncated()).isTrue();
    assertThat(rest.contents()).extracting(S3Object::key).containsExactly("sample.jpg");
    assertThat(rest.isTruncated()).isFalse();
  }

  @Test
  void escapesKeysButNotTheirSlashes() {
    put(PLAIN, "a b/ü.csv");

    var listed =
        store
            .client()
            .listObjectsV2(b -> b.bucket(PLAIN).encodingType(EncodingType.URL).startAfter("a"));

    // the client decodes what it asked to be escaped
    assertThat(listed.contents()).extracting(S3Object::key).containsExactly("a b/ü.csv");
    assertThat(listed.startAfter()).isEqualTo("a");
  }

  @Test
  void listsAllVersionsTheNewestFirstInPages() {
    put(VERSIONED, "a", "a", "b");
    store.client().deleteObject(b -> b.bucket(VERSIONED).key("b"));

    var versions = new ArrayList<ObjectVersion>();
    var markers = new ArrayList<DeleteMarkerEntry>();
    store
        .client()
        .listObjectVersionsPaginator(b -> b.bucket(VERSIONED).maxKeys(1))
        .forEach(
            page -> {
              versions.addAll(page.versions());
              markers.addAll(page.deleteMarkers());
            });

    assertThat(versions).extracting(ObjectVersion::key).containsExactly("a", "a", "b");
    assertThat(versions).extracting(ObjectVersion::isLatest).containsExactly(true, false, false);
    assertThat(versions.get(0).versionId()).isGreaterThan(versions.get(1).versionId());
    assertThat(markers).extracting(DeleteMarkerEntry::isLatest).containsExactly(true);
  }

  @Test
  void listsBucketsAndTellsOfEach() {
    assertThat(store.client().listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactly(RunningStore.PAGES, PLAIN, VERSIONED);
    assertThat(store.client().getBucketVersioning(b -> b.bucket(VERSIONED)).statusAsString())
        .isEqualTo("Enabled");
    assertThat(store.client().getBucketVersioning(b -> b.bucket(PLAIN)).statusAsString()).isNull();
    assertThat(store.client().getBucketLocation(b -> b.bucket(PLAIN)).locationConstraintAsString())
        .isIn(null, "");
  }

  @Test
  void makesNoBucketThatIsNotInTheTemplate() {
    store.client().createBucket(b -> b.bucket(PLAIN));

    assertThatThrownBy(() -> store.client().createBucket(b -> b.bucket("another")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 501, "NotImplemented"));
  }

  @Test
  void listsUploadsThatAreNotCompleteAndTheirParts() {
    var id = store.client().createMultipartUpload(b -> b.bucket(PLAIN).key("big.csv")).uploadId();
    for (var number : List.of(2, 1)) {
      store
          .client()
          .uploadPart(
              b -> b.bucket(PLAIN).key("big.csv").uploadId(id).partNumber(number),
              RequestBody.fromString("part"));
    }

    var uploads = store.client().listMultipartUploads(b -> b.bucket(PLAIN)).uploads();
    var first =
        store.client().listParts(b -> b.bucket(PLAIN).key("big.csv").uploadId(id).maxParts(1));

    assertThat(uploads).singleElement().satisfies(u -> assertThat(u.uploadId()).isEqualTo(id));
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.parts())
        .singleElement()
        .satisfies(part -> assertThat(part.partNumber()).isEqualTo(1));
  }
}
