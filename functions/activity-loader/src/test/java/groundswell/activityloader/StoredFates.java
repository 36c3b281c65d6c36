package groundswell.activityloader;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.uploads.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The fates of rows, as they lie in the bucket.
final class StoredFates {
  private StoredFates() {}

  /// The fates of an upload's rows, as CSV without header, in the order of the file. A run that
  /// crashed may have left others.
  static List<String> of(UploadWorld world, Upload upload) {
    var run = world.stored(upload).state().rejectsFile();
    var partitions = world.uploads.results(world.tenant, upload.id()).keySet();
    return Stream.concat(
            run.stream().map("rejected-%s"::formatted), partitions.stream().map(String::valueOf))
        .flatMap(name -> text(world, "%s%s.csv.gz".formatted(prefix(world, upload), name)).lines())
        .sorted(Comparator.comparingLong(row -> Long.parseLong(row.split(",", 2)[0])))
        .toList();
  }

  /// The names of all objects with fates that an upload has.
  static List<String> objects(UploadWorld world, Upload upload) {
    var prefix = prefix(world, upload);
    return s3(world)
        .listObjectsV2(list -> list.bucket(LocalS3.BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  private static String prefix(UploadWorld world, Upload upload) {
    return "fates/%s/%s/".formatted(world.tenant, upload.id());
  }

  private static String text(UploadWorld world, String key) {
    try (var in =
        new GZIPInputStream(s3(world).getObject(get -> get.bucket(LocalS3.BUCKET).key(key)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static S3Client s3(UploadWorld world) {
    return world.environment.aws().s3();
  }
}
