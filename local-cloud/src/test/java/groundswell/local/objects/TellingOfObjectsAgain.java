package groundswell.local.objects;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.http.TrustedCallers;
import groundswell.local.journal.DataDirectory;
import groundswell.local.journal.Journal;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Notification;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// If a process ends between storing an object and notifying, the next process notifies.
class TellingOfObjectsAgain {
  private static final String BUCKET = "files";

  @TempDir private Path directory;
  private DataDirectory state;
  private Journal<String> told;

  @BeforeEach
  void open() {
    state = DataDirectory.open(directory);
    told = state.journal("told", String.class);
  }

  @AfterEach
  void close() {
    state.close();
  }

  /// Runs a store on the data of the one before.
  ///
  /// @return the keys that it notified of
  private List<String> run(Journal<String> notes, String... puts) {
    var keys = new ArrayList<String>();
    try (var store =
            ObjectStore.keeping(
                directory,
                notes,
                new Credentials("local", "local"),
                new TrustedCallers(),
                InstantSource.system());
        var client =
            S3Client.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
      var notification =
          new Notification(
              "arn:aws:sqs:us-east-1:000000000000:work",
              List.of("s3:ObjectCreated:*"),
              Optional.of("uploads/"),
              Optional.empty());
      store.createBucket(new Topology.Bucket("Files", BUCKET, true, List.of(notification)));
      store.onCreated((_, object, _) -> keys.add(object.key()));
      store.tellOfTheRest();
      for (var key : puts)
        client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString("content"));
    }
    return keys;
  }

  @Test
  void tellsOfEachThatItMayNotHaveToldOf() {
    assertThat(run(told, "uploads/a")).containsExactly("uploads/a");
    // lost records simulate a process that ended before it notified
    assertThat(run(Journal.nothing(), "uploads/b", "other/c")).contains("uploads/b");

    assertThat(run(told)).containsExactly("uploads/b");
    assertThat(run(told)).isEmpty();
  }
}
