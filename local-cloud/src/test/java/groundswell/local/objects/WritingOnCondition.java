package groundswell.local.objects;

import static groundswell.local.objects.RunningStore.PLAIN;
import static groundswell.local.objects.StoringObjects.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
class WritingOnCondition {
  @AutoClose private final RunningStore store = new RunningStore();

  private PutObjectResponse putIfAbsent(String content) {
    return store
        .client()
        .putObject(b -> b.bucket(PLAIN).key("k").ifNoneMatch("*"), RequestBody.fromString(content));
  }

  private PutObjectResponse putIfMatch(String eTag, String content) {
    return store
        .client()
        .putObject(b -> b.bucket(PLAIN).key("k").ifMatch(eTag), RequestBody.fromString(content));
  }

  private String content() {
    return store.client().getObjectAsBytes(b -> b.bucket(PLAIN).key("k")).asUtf8String();
  }

  @Test
  void createsOnlyWhatIsNotThere() {
    putIfAbsent("one");

    assertThatThrownBy(() -> putIfAbsent("two"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
    assertThat(content()).isEqualTo("one");
  }

  @Test
  void createsAgainAfterDeletion() {
    putIfAbsent("one");
    store.client().deleteObject(b -> b.bucket(PLAIN).key("k"));

    putIfAbsent("two");

    assertThat(content()).isEqualTo("two");
  }

  @Test
  void replacesOnlyWhatWasRead() {
    var first = putIfAbsent("one");
    var second = putIfMatch(first.eTag(), "two");

    assertThatThrownBy(() -> putIfMatch(first.eTag(), "three"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 412, "PreconditionFailed"));
    putIfMatch(second.eTag(), "four");
    assertThat(content()).isEqualTo("four");
  }

  @Test
  void replacesNothingThatIsNotThere() {
    assertThatThrownBy(() -> putIfMatch("\"5d41402abc4b2a76b9719d911017c592\"", "one"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertCode(e, 404, "NoSuchKey"));
  }

  @Test
  void letsOneOfManyWritersWin() throws Exception {
    var writers =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(i -> () -> succeeds(() -> putIfAbsent("from " + i)))
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var won = 0;
      for (var writer : threads.invokeAll(writers)) {
        if (writer.get()) won++;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  private static boolean succeeds(Runnable write) {
    try {
      write.run();
      return true;
    } catch (S3Exception e) {
      assertCode(e, 412, "PreconditionFailed");
      return false;
    }
  }
}
