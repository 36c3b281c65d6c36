package groundswell.operatorapi;

import java.util.ArrayList;
import java.util.List;

/// Two texts compared line by line.
final class LineDifference {
  /// The longest difference that is kept, in characters.
  static final int LENGTH_MAX = 4_000;

  /// How many pairs of lines are compared; above that, all that is between the first and the last
  /// difference counts as replaced.
  private static final long PAIRS_MAX = 4_000_000;

  private LineDifference() {}

  /// The lines that are gone, each after a `-`, and those that are new, each after a `+`; those
  /// that stay only in their number.
  static String of(String before, String after) {
    var old = before.lines().toList();
    var young = after.lines().toList();
    int start = 0;
    int shorter = Math.min(old.size(), young.size());
    while (start < shorter && old.get(start).equals(young.get(start))) start++;
    int tail = 0;
    while (tail < shorter - start
        && old.get(old.size() - 1 - tail).equals(young.get(young.size() - 1 - tail))) tail++;
    var lines = new ArrayList<String>();
    lines.add("@@ line %d @@".formatted(start + 1));
    lines.addAll(
        changes(old.subList(start, old.size() - tail), young.subList(start, young.size() - tail)));
    var text = String.join("\n", lines);
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "…";
  }

  private static List<String> changes(List<String> old, List<String> young) {
    var lines = new ArrayList<String>();
    int i = 0;
    int j = 0;
    if ((long) old.size() * young.size() <= PAIRS_MAX) {
      var common = common(old, young);
      int kept = 0;
      while (i < old.size() && j < young.size()) {
        if (old.get(i).equals(young.get(j))) {
          kept++;
          i++;
          j++;
          continue;
        }
        if (kept > 0) lines.add("  … %d lines".formatted(kept));
        kept = 0;
        if (common[i + 1][j] >= common[i][j + 1]) lines.add("- " + old.get(i++).strip());
        else lines.add("+ " + young.get(j++).strip());
      }
      if (kept > 0) lines.add("  … %d lines".formatted(kept));
    }
    for (; i < old.size(); i++) lines.add("- " + old.get(i).strip());
    for (; j < young.size(); j++) lines.add("+ " + young.get(j).strip());
    return lines;
  }

  /// How many lines two texts have in common at most, from each pair of places on
  /// (<https://en.wikipedia.org/wiki/Longest_common_subsequence>).
  private static int[][] common(List<String> old, List<String> young) {
    var common = new int[old.size() + 1][young.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--)
      for (int j = young.size() - 1; j >= 0; j--)
        common[i][j] =
            old.get(i).equals(young.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
    return common;
  }
}
