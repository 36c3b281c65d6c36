package groundswell.workload.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file to be uploaded.
///
/// @param kind `activity` or `members`
public record UploadRequest(
    String kind, Path file, Optional<String> mapping, Optional<String> policy) {

  public static UploadRequest activity(Path file) {
    return new UploadRequest("activity", file, Optional.empty(), Optional.empty());
  }

  public static UploadRequest members(Path file) {
    return new UploadRequest("members", file, Optional.empty(), Optional.empty());
  }

  public UploadRequest mappedBy(String text) {
    return new UploadRequest(kind, file, Optional.of(text), policy);
  }

  public UploadRequest under(String uploadPolicy) {
    return new UploadRequest(kind, file, mapping, Optional.of(uploadPolicy));
  }

  String json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("kind", kind).put("file_name", String.valueOf(file.getFileName()));
    json.put("size_bytes", size());
    mapping.ifPresent(text -> json.put("mapping", text));
    policy.ifPresent(text -> json.put("policy", text));
    return json.toString();
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
