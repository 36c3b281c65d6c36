package groundswell.activityloader;

import groundswell.local.http.TrustedCallers;
import groundswell.local.objects.Credentials;
import groundswell.local.objects.ObjectStore;
import groundswell.local.template.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The local S3 store in this JVM, started once, with one bucket that keeps versions.
final class LocalS3 {
  static final String BUCKET = "uploads-bucket";

  private static final Credentials CREDENTIALS = new Credentials("local", "local");
  private static final ObjectStore STORE = start();

  private LocalS3() {}

  static S3Client client() {
    return S3Client.builder()
        .endpointOverride(STORE.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /// Deletes objects, as their expiry does.
  ///
  /// @return how many
  static long delete(String prefix) {
    try (var s3 = client()) {
      var found = s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents();
      for (var object : found) s3.deleteObject(delete -> delete.bucket(BUCKET).key(object.key()));
      return found.size();
    }
  }

  static S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(STORE.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static ObjectStore start() {
    try {
      var store =
          ObjectStore.start(
              Files.createTempDirectory(Path.of("target"), "objects"),
              CREDENTIALS,
              new TrustedCallers(),
              InstantSource.system());
      store.createBucket(new Topology.Bucket("Bucket", BUCKET, true, List.of()));
      Runtime.getRuntime().addShutdownHook(new Thread(store::close));
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey()));
  }
}
