package groundswell.local.objects;

import groundswell.local.objects.StoredObject.Content;
import groundswell.local.template.Topology;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The objects of a bucket, by key, each with its versions, the newest first. One lock makes a
/// condition and its write one step.
final class StoredBucket {
  private final Topology.Bucket definition;
  private final AtomicLong sequence;
  private final TreeMap<String, Deque<StoredObject>> versions =
      new TreeMap<>(StoredBucket::inByteOrder);

  /// @param sequence of the whole store
  StoredBucket(Topology.Bucket definition, AtomicLong sequence) {
    this.definition = definition;
    this.sequence = sequence;
  }

  Topology.Bucket definition() {
    return definition;
  }

  /// Keys are listed in the order of their UTF-8 bytes, which is that of code points.
  private static int inByteOrder(String one, String two) {
    return java.util.Arrays.compare(one.codePoints().toArray(), two.codePoints().toArray());
  }

  /// Adds a version; without versioning it takes the place of the one before.
  ///
  /// @throws S3Exception if the condition does not hold
  synchronized StoredObject put(
      String key,
      Content content,
      Map<String, String> headers,
      Precondition condition,
      Instant at) {
    condition.check(latest(key).flatMap(StoredObject::content));
    return add(key, Optional.of(content), headers, at);
  }

  private StoredObject add(
      String key, Optional<Content> content, Map<String, String> headers, Instant at) {
    var object = new StoredObject(key, sequence.incrementAndGet(), at, content, headers);
    var all = versions.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (!definition.versioned()) {
      all.forEach(StoredObject::removeFile);
      all.clear();
    }
    all.addFirst(object);
    return object;
  }

  synchronized Optional<StoredObject> latest(String key) {
    return Optional.ofNullable(versions.get(key)).map(Deque::peekFirst);
  }

  synchronized Optional<StoredObject> version(String key, String versionId) {
    return Stream.ofNullable(versions.get(key))
        .flatMap(Deque::stream)
        .filter(object -> object.versionId().equals(versionId))
        .findFirst();
  }

  /// Deletes: with versioning by a mark on top, which is returned, else for good.
  synchronized Optional<StoredObject> delete(String key, Instant at) {
    if (definition.versioned()) {
      return Optional.of(add(key, Optional.empty(), Map.of(), at));
    }
    var all = versions.remove(key);
    if (all != null) all.forEach(StoredObject::removeFile);
    return Optional.empty();
  }

  /// Deletes one version for good, and returns it if it was there.
  synchronized Optional<StoredObject> deleteVersion(String key, String versionId) {
    var found = version(key, versionId);
    found.ifPresent(
        object -> {
          var all = versions.get(key);
          if (all != null && all.remove(object) && all.isEmpty()) versions.remove(key);
          object.removeFile();
        });
    return found;
  }

  /// The newest versions of keys with a prefix, beginning after a key, in order.
  synchronized List<StoredObject> list(String prefix, String after, int max) {
    var isAfterPrefix = inByteOrder(after, prefix) >= 0;
    var rest = isAfterPrefix ? versions.tailMap(after, false) : versions.tailMap(prefix, true);
    return rest.values().stream()
        .map(Deque::getFirst)
        .takeWhile(object -> object.key().startsWith(prefix))
        .filter(object -> !object.isDeleteMarker())
        .limit(max)
        .toList();
  }
}
