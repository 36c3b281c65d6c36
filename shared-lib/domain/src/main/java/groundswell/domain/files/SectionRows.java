package groundswell.domain.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows under the header of a layout. In a file of several sections they end before the title
/// of the next one, and go on where the same header comes again.
final class SectionRows {
  private final OpenTable table;
  private final Layout layout;
  private boolean outside;
  private boolean afterTitle;
  private long notRead;

  SectionRows(OpenTable table, Layout layout) {
    this.table = table;
    this.layout = layout;
  }

  /// @return null at the end of the file
  /// @throws ReadAgain if the row shows that the file is not written as it seemed
  @Nullable CsvRow next() throws IOException {
    for (var row = table.next(); row != null; row = table.next()) {
      boolean isTitle = layout.endsBefore(row);
      outside |= isTitle;
      if (!outside) return row;
      boolean goesOn = layout.isHeader(row);
      if (goesOn) outside = false;
      else notRead++;
      if (goesOn && afterTitle) notRead--;
      afterTitle = isTitle;
    }
    return null;
  }

  /// How many rows of other sections followed, without the titles of the section itself.
  long notRead() {
    return notRead;
  }
}
