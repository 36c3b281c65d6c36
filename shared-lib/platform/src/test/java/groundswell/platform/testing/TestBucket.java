package groundswell.platform.testing;

import java.util.SortedMap;
import java.util.TreeMap;

/// The one bucket of a test, in memory.
public final class TestBucket extends MemoryObjects {
  public static final String NAME = "bucket";

  /// The stored objects, by key.
  public SortedMap<String, byte[]> byKey() {
    var byKey = new TreeMap<String, byte[]>();
    objects().forEach((path, content) -> byKey.put(path.substring(NAME.length() + 1), content));
    return byKey;
  }

  /// As if all objects had expired.
  public void clear() {
    objects().clear();
  }
}
