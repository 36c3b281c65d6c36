package groundswell.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// Splits lists into pieces for calls that have a limit of bytes. Where only the number of entries
/// is limited, use [java.util.stream.Gatherers#windowFixed].
public final class Chunks {
  private Chunks() {}

  /// Pieces in the given order, each of at most `entriesMax` entries and `bytesMax` bytes. An entry
  /// larger than that is a piece of its own.
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
