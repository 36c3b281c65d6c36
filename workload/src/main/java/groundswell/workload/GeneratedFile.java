package groundswell.workload;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A generated file and its content.
///
/// @param rows its rows, without the header
/// @param rejectedByCode how many of them the system has to reject, by code
public record GeneratedFile(Path path, long rows, SortedMap<String, Long> rejectedByCode) {
  public GeneratedFile {
    rejectedByCode = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByCode));
  }

  public long rejected() {
    return rejectedByCode.values().stream().mapToLong(Long::longValue).sum();
  }
}
