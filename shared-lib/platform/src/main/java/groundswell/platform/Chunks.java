package groundswell.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// Lists cut into the pieces that one call takes, where a call has a limit of bytes. Where it has
/// only a limit of entries, [java.util.stream.Gatherers#windowFixed] does it.
public final class Chunks {
  private Chunks() {}

  /// Pieces in the given order, each of at most `entriesMax` entries and `bytesMax` bytes; an entry
  /// that is larger is a piece of its own.
  public static <T> List<List<T>> of(
      List<T> entries, int entriesMax, long bytesMax, ToIntFunction<T> bytesOf) {
    var chunks = new ArrayList<List<T>>();
    var chunk = new ArrayList<T>();
    long bytes = 0;
    for (var entry : entries) {
      int more = bytesOf.applyAsInt(entry);
      if (!chunk.isEmpty() && (chunk.size() == entriesMax || bytes + more > bytesMax)) {
        chunks.add(List.copyOf(chunk));
        chunk.clear();
        bytes = 0;
      }
      chunk.add(entry);
      bytes += more;
    }
    if (!chunk.isEmpty()) chunks.add(List.copyOf(chunk));
    return chunks;
  }
}
