package groundswell.local.objects;

import groundswell.local.objects.StoredObject.Content;
import groundswell.local.template.Topology;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// The objects of a bucket, by key, each with its versions, the newest first. One lock makes the
/// check of a condition and the write atomic.
final class StoredBucket {
  private final Topology.Bucket definition;
  private final Instant createdAt;
  private final AtomicLong sequence;
  private final Keeper keeper;
  private final TreeMap<String, Deque<StoredObject>> versions =
      new TreeMap<>(StoredBucket::inByteOrder);

  /// @param sequence of the whole store
  /// @param keeper has what an earlier process kept
  StoredBucket(Topology.Bucket definition, Instant createdAt, AtomicLong sequence, Keeper keeper) {
    this.definition = definition;
    this.createdAt = createdAt;
    this.sequence = sequence;
    this.keeper = keeper;
    for (var object : keeper.kept(definition.name())) {
      sequence.accumulateAndGet(object.sequence(), Math::max);
      push(object);
    }
  }

  Instant createdAt() {
    return createdAt;
  }

  Topology.Bucket definition() {
    return definition;
  }

  /// Keys are listed in the order of their UTF-8 bytes, which is that of code points.
  static int inByteOrder(String one, String two) {
    return java.util.Arrays.compare(one.codePoints().toArray(), two.codePoints().toArray());
  }

  /// Adds a version; without versioning it replaces the one before.
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
    keeper.keep(definition.name(), object);
    push(object);
    return object;
  }

  private void push(StoredObject object) {
    var all = versions.computeIfAbsent(object.key(), _ -> new ArrayDeque<>());
    if (!definition.versioned()) {
      all.forEach(keeper::forget);
      all.clear();
    }
    all.addFirst(object);
  }

  /// Every version of every object.
  synchronized List<StoredObject> all() {
    return versions.values().stream().flatMap(Deque::stream).toList();
  }

  /// Without versioning, each object is the version `null` of its key.
  String versionId(StoredObject object) {
    return definition.versioned() ? object.versionId() : "null";
  }

  synchronized Optional<StoredObject> latest(String key) {
    return Optional.ofNullable(versions.get(key)).map(Deque::peekFirst);
  }

  synchronized Optional<StoredObject> version(String key, String versionId) {
    return Stream.ofNullable(versions.get(key))
        .flatMap(Deque::stream)
        .filter(object -> versionId(object).equals(versionId))
        .findFirst();
  }

  /// Deletes an object: with versioning by a delete marker, which is returned; otherwise for good.
  ///
  /// @throws S3Exception if the condition does not hold
  synchronized Optional<StoredObject> delete(String key, Precondition condition, Instant at) {
    condition.check(latest(key).flatMap(StoredObject::content));
    if (definition.versioned()) {
      return Optional.of(add(key, Optional.empty(), Map.of(), at));
    }
    var all = versions.remove(key);
    if (all != null) all.forEach(keeper::forget);
    return Optional.empty();
  }

  /// Deletes one version for good, and returns it if it was there. The condition applies to the
  /// latest version, whichever version is deleted.
  ///
  /// @throws S3Exception if the condition does not hold
  synchronized Optional<StoredObject> deleteVersion(
      String key, String versionId, Precondition condition) {
    condition.check(latest(key).flatMap(StoredObject::content));
    var found = version(key, versionId);
    found.ifPresent(
        object -> {
          var all = versions.get(key);
          if (all != null && all.remove(object) && all.isEmpty()) versions.remove(key);
          keeper.forget(object);
        });
    return found;
  }

  /// An entry of a list: an object, or the common prefix of many keys.
  sealed interface Listed {
    record Version(StoredObject object, boolean isLatest) implements Listed {}

    record CommonPrefix(String prefix) implements Listed {}
  }

  /// Lists the latest versions, without deleted objects, in the order of keys.
  ///
  /// @param delimiter keys with the same text up to it are listed as one prefix; empty: no prefixes
  /// @param after the key or common prefix that the page before ended with
  synchronized List<Listed> list(String prefix, String delimiter, String after, int max) {
    return list(
        prefix,
        delimiter,
        after,
        max,
        all ->
            Stream.of(all.getFirst())
                .filter(object -> !object.isDeleteMarker())
                .map(object -> new Listed.Version(object, true)));
  }

  /// Lists all versions and delete markers, the newest of a key first.
  ///
  /// @param afterVersion the version of the key `after` to start behind; empty: behind all of them
  synchronized List<Listed> listVersions(
      String prefix, String delimiter, String after, Optional<String> afterVersion, int max) {
    var listed = new ArrayList<Listed>();
    if (afterVersion.isPresent()) {
      ofKey(versions.getOrDefault(after, new ArrayDeque<>()))
          .dropWhile(version -> !versionId(version.object()).equals(afterVersion.get()))
          .skip(1)
          .limit(max)
          .forEach(listed::add);
    }
    listed.addAll(list(prefix, delimiter, after, max - listed.size(), StoredBucket::ofKey));
    return listed;
  }

  private static Stream<Listed.Version> ofKey(Deque<StoredObject> all) {
    return all.stream()
        .map(object -> new Listed.Version(object, object.sequence() == all.getFirst().sequence()));
  }

  private List<Listed> list(
      String prefix,
      String delimiter,
      String after,
      int max,
      Function<Deque<StoredObject>, Stream<Listed.Version>> visible) {
    var listed = new ArrayList<Listed>();
    var isAfterPrefix = inByteOrder(after, prefix) >= 0;
    var rest = isAfterPrefix ? versions.tailMap(after, false) : versions.tailMap(prefix, true);
    var collapsed = after;
    for (var entry : rest.entrySet()) {
      var key = entry.getKey();
      if (!key.startsWith(prefix) || listed.size() >= max) break;
      var shown = visible.apply(entry.getValue()).toList();
      if (shown.isEmpty()) continue;
      var end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (end < 0) {
        listed.addAll(shown.subList(0, Math.min(shown.size(), max - listed.size())));
        continue;
      }
      var common = key.substring(0, end + delimiter.length());
      if (!common.equals(collapsed)) listed.add(new Listed.CommonPrefix(common));
      collapsed = common;
    }
    return listed;
  }
}
