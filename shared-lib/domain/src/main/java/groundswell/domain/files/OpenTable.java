package groundswell.domain.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file that is open at its first row: decoded, taken out of its container, and past its header.
final class OpenTable implements AutoCloseable {
  private final FileContent content;
  private final FileHeader header;
  private final ReadPlan plan;
  private final RejectsFile rejects;

  OpenTable(FileContent content, FileHeader header, ReadPlan plan) {
    this.content = content;
    this.header = header;
    this.plan = plan;
    rejects = new RejectsFile(header.delimiter(), header.lineEnd(), hasTypedCells());
  }

  FileContent content() {
    return content;
  }

  FileHeader header() {
    return header;
  }

  /// The form of its rejects file.
  RejectsFile rejects() {
    return rejects;
  }

  /// How many columns the header has.
  int width() {
    return header.columns().size();
  }

  /// Whether quotes tell texts from numbers. So come the cells of a workbook and the values of
  /// JSON, and their rejects file has them as they came. Then numbers have a decimal point and days
  /// are written as ISO 8601 does, whatever the mapping says about texts.
  boolean hasTypedCells() {
    return content.container().isPresent() || header.isTyped();
  }

  /// The next row, without the columns that a rejects file adds.
  ///
  /// @return null at the end
  /// @throws ReadAgain if the row shows that the file is not written as it seemed
  @Nullable CsvRow next() throws IOException {
    var csv = content.csv();
    while (true) {
      var row = csv.next(header.delimiter(), header.longestRow());
      if (row == null) return null;
      if (header.ofRejects()) cutTrailer(row);
      if (!row.isBlank()) return taken(row);
      csv.countEmpty();
    }
  }

  private CsvRow taken(CsvRow row) {
    if (content.encoding().isOpen() && !row.isUtf8() && isWhole(row)) {
      throw new ReadAgain(plan.withoutEncoding());
    }
    if (content.ragged()) row.pad(width());
    return row;
  }

  /// Whether a row is whole; an over-long one may be cut inside a character.
  private static boolean isWhole(CsvRow row) {
    return row.fault().filter(RowError.OVER_LONG_LINE::equals).isEmpty();
  }

  private void cutTrailer(CsvRow row) {
    int length = rejects.lengthWithoutTrailer(row);
    if (length < row.length()) row.cut(length, header.delimiter());
    else if (row.fields() == width() + RejectsFile.COLUMNS.size()) row.keep(width());
  }

  /// A line that was split by itself, without the columns that a rejects file adds.
  CsvRow withoutTrailer(CsvRow line) {
    if (!header.ofRejects()) return line;
    int length = rejects.lengthWithoutTrailer(line);
    if (length < line.length()) line.cutLine(length, header.delimiter());
    else if (line.fields() == width() + RejectsFile.COLUMNS.size()) line.keep(width());
    return line;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
