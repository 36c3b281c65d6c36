package groundswell.platform.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An object of any size, uploaded in parts if it is too large for one request. If the worker
/// crashes, the bucket's lifecycle rule deletes the parts
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>).
record LargeObject(
    S3Client s3,
    String bucket,
    String key,
    String contentType,
    Optional<String> contentEncoding,
    long partBytes) {

  void put(Path content) {
    try {
      long bytes = Files.size(content);
      if (bytes <= partBytes)
        s3.putObject(
            request -> {
              request.bucket(bucket).key(key).contentType(contentType);
              contentEncoding.ifPresent(request::contentEncoding);
            },
            RequestBody.fromFile(content));
      else putInParts(content, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putInParts(Path content, long bytes) {
    var upload =
        s3.createMultipartUpload(
                request -> {
                  request.bucket(bucket).key(key).contentType(contentType);
                  contentEncoding.ifPresent(request::contentEncoding);
                })
            .uploadId();
    var parts = new ArrayList<CompletedPart>();
    for (long from = 0; from < bytes; from += partBytes)
      parts.add(
          putPart(upload, parts.size() + 1, content, from, Math.min(partBytes, bytes - from)));
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(completed -> completed.parts(List.copyOf(parts))));
  }

  private CompletedPart putPart(String upload, int number, Path content, long from, long length) {
    var response =
        s3.uploadPart(
            request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromContentProvider(
                () -> open(content, from), length, "application/octet-stream"));
    return CompletedPart.builder().partNumber(number).eTag(response.eTag()).build();
  }

  /// The request reads as many bytes as it announced.
  private static InputStream open(Path content, long from) {
    try {
      return Channels.newInputStream(FileChannel.open(content).position(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
