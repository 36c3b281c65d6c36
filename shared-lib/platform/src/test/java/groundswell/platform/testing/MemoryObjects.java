package groundswell.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// An in-memory bucket for whole objects, one per test.
public class MemoryObjects implements S3Client {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();

  /// The objects by `{bucket}/{key}`.
  public Map<String, byte[]> objects() {
    return objects;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    check(request, objects.containsKey(request.bucket() + "/" + request.key()));
    metadata.put(request.bucket() + "/" + request.key(), request.metadata());
    try (var content = body.contentStreamProvider().newStream()) {
      objects.put(request.bucket() + "/" + request.key(), content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PutObjectResponse.builder().build();
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    var content = objects.get(request.bucket() + "/" + request.key());
    if (content == null) throw NoSuchKeyException.builder().message(request.key()).build();
    try {
      return transformer.transform(
          GetObjectResponse.builder()
              .contentLength((long) content.length)
              .metadata(metadata.get(request.bucket() + "/" + request.key()))
              .build(),
          AbortableInputStream.create(new java.io.ByteArrayInputStream(content)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    var prefix = request.bucket() + "/" + request.prefix();
    return ListObjectsV2Response.builder()
        .contents(
            objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .limit(request.maxKeys())
                .map(key -> key.substring(request.bucket().length() + 1))
                .map(key -> S3Object.builder().key(key).build())
                .toList())
        .build();
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    for (var object : request.delete().objects())
      objects.remove(request.bucket() + "/" + object.key());
    return DeleteObjectsResponse.builder().build();
  }

  /// Refuses a conditional put if the object exists.
  static void check(PutObjectRequest request, boolean exists) {
    if (exists && "*".equals(request.ifNoneMatch())) {
      throw S3Exception.builder().statusCode(412).message("PreconditionFailed").build();
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
