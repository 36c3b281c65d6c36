package groundswell.platform.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// A bucket in memory.
public final class TestBucket implements S3Client {
  public static final String NAME = "bucket";

  private final SortedMap<String, byte[]> objects = new TreeMap<>();

  /// The stored objects, by key.
  public synchronized SortedMap<String, byte[]> objects() {
    return new TreeMap<>(objects);
  }

  /// As if all objects had expired.
  public synchronized void clear() {
    objects.clear();
  }

  @Override
  public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    MemoryObjects.check(request, objects.containsKey(request.key()));
    try (var content = body.contentStreamProvider().newStream()) {
      objects.put(request.key(), content.readAllBytes());
      return PutObjectResponse.builder().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    var content = objects.get(request.key());
    if (content == null) throw NoSuchKeyException.builder().message(request.key()).build();
    try {
      return transformer.transform(
          GetObjectResponse.builder().contentLength((long) content.length).build(),
          AbortableInputStream.create(new ByteArrayInputStream(content)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
