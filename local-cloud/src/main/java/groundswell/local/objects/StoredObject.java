package groundswell.local.objects;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One version of an object: its content, or a delete marker.
///
/// @param sequence rises with every write to the store
/// @param headers that are returned with it, by lower-case name
record StoredObject(
    String key, long sequence, Instant at, Optional<Content> content, Map<String, String> headers) {

  /// @param eTag without quotes
  record Content(Path file, long size, String eTag, Checksum.Stored checksum) {}

  StoredObject {
    headers = Map.copyOf(headers);
  }

  boolean isDeleteMarker() {
    return content.isEmpty();
  }

  /// As S3 shows it; a text that sorts like the sequence.
  String sequencer() {
    return "%016X".formatted(sequence);
  }

  String storageClass() {
    return headers.getOrDefault(ObjectHeaders.STORAGE_CLASS, ObjectHeaders.STANDARD);
  }

  String versionId() {
    return "v" + sequencer();
  }

  void removeFile() {
    content.ifPresent(each -> Spool.remove(each.file()));
  }
}
