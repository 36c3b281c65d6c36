package groundswell.activityloader;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// The store, with a test's time in its answers. Requests are signed with the real time.
final class TimedS3 {
  private final InstantSource clock;
  private final Map<String, Instant> storedAt = new ConcurrentHashMap<>();

  TimedS3(InstantSource clock) {
    this.clock = clock;
  }

  /// An object is stored now.
  ///
  /// @param name the last part of its key, or its version
  void note(String name) {
    storedAt.put(name, clock.instant());
  }

  S3Client client() {
    var client = LocalS3.client();
    return (S3Client)
        Proxy.newProxyInstance(
            S3Client.class.getClassLoader(),
            new Class<?>[] {S3Client.class},
            (_, method, arguments) -> {
              try {
                var answer = method.invoke(client, arguments);
                return answer instanceof HeadObjectResponse head
                    ? head.toBuilder().lastModified(storedAt(arguments[0])).build()
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @SuppressWarnings("unchecked")
  private Instant storedAt(Object request) {
    var head =
        request instanceof HeadObjectRequest made
            ? made
            : HeadObjectRequest.builder()
                .applyMutation((Consumer<HeadObjectRequest.Builder>) request)
                .build();
    var name = head.key().substring(head.key().lastIndexOf('/') + 1);
    var ofName = storedAt.getOrDefault(name, clock.instant());
    return head.versionId() == null ? ofName : storedAt.getOrDefault(head.versionId(), ofName);
  }
}
