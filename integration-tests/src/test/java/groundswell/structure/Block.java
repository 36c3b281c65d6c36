package groundswell.structure;

import java.util.ArrayList;
import java.util.List;

/// A block of code in a document: fenced, or indented by four spaces.
record Block(List<String> lines) {
  private static final String FENCE = "```";
  private static final String INDENT = "    ";

  static List<Block> of(String document) {
    var blocks = new ArrayList<Block>();
    var block = new ArrayList<String>();
    boolean fenced = false;
    for (var line : document.lines().toList()) {
      boolean fence = line.startsWith(FENCE);
      if (!fence && (fenced || line.startsWith(INDENT))) {
        block.add(fenced ? line : line.substring(INDENT.length()));
      } else if (!block.isEmpty()) {
        blocks.add(new Block(List.copyOf(block)));
        block.clear();
      }
      fenced ^= fence;
    }
    return blocks;
  }

  String text() {
    return String.join("\n", lines);
  }
}
