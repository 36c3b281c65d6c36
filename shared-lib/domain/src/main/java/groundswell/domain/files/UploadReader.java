package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.Function;

/// Reads an uploaded file once, from the first row to the last, and checks each row. The file may
/// be gzipped.
///
/// @param <E> what a good row says
public final class UploadReader<E extends UploadEntry> {
  /// The most rows of a file; in a wide layout the most values.
  public static final int ROWS_MAX = 10_000_000;

  private final boolean packed;
  private final CsvReader csv;
  private final FileHeader header;
  private final Layout layout;
  private final RowCheck<E> check;
  private final RejectsFile rejects;

  private UploadReader(
      boolean packed, CsvReader csv, FileHeader header, Layout layout, RowCheck<E> check) {
    this.packed = packed;
    this.csv = csv;
    this.header = header;
    this.layout = layout;
    this.check = check;
    rejects = new RejectsFile(header.delimiter(), header.lineEnd());
  }

  /// @param reading of this file, see [FileReading#ofActivity]
  /// @throws FileRefused if the file is not a table of activity
  public static UploadReader<ActivityEntry> activity(
      InputStream file, FileReading reading, EntryChecks checks) throws IOException {
    return open(FileKind.ACTIVITY, file, reading, layout -> new ActivityCheck(layout, checks));
  }

  /// @param reading of this file, see [FileReading#ofMembers]
  /// @param challenges the challenges that the tenant has
  /// @throws FileRefused if the file is not a table of members
  public static UploadReader<MemberEntry> members(
      InputStream file, FileReading reading, Set<ChallengeId> challenges) throws IOException {
    return open(FileKind.MEMBERS, file, reading, layout -> new MemberCheck(layout, challenges));
  }

  private static <E extends UploadEntry> UploadReader<E> open(
      FileKind kind, InputStream file, FileReading reading, Function<Layout, RowCheck<E>> check)
      throws IOException {
    var content = Gunzip.ifPacked(file);
    var csv = new CsvReader(content);
    csv.skip(reading.bytesBefore(csv));
    var header = FileHeader.read(csv);
    var layout = reading.layout(kind, header.columns());
    return new UploadReader<>(content instanceof Gunzip, csv, header, layout, check.apply(layout));
  }

  /// Whether the file is gzipped.
  public boolean isPacked() {
    return packed;
  }

  /// Reads all rows.
  ///
  /// @throws FileRefused if the file is damaged or too large
  public void forEach(Visitor<E> visitor) throws IOException {
    int bytesMax = header.longestRow();
    long entries = 0;
    for (var row = csv.next(header.delimiter(), bytesMax);
        row != null;
        row = csv.next(header.delimiter(), bytesMax)) {
      if (header.ofRejects()) cutTrailer(row);
      if (layout.endsBefore(row)) return;
      var checked = check.check(row);
      entries += entriesOf(checked);
      if (entries > ROWS_MAX) {
        throw new FileRefused(
            FileError.TOO_MANY_ROWS,
            "the file has more than %,d rows; split it".formatted(ROWS_MAX));
      }
      visitor.visit(row, checked);
    }
  }

  /// A rejection of a row, with the column that the file has for the field at fault.
  public Rejection rejection(Rejection found, Field field) {
    return found.in(layout.name(field));
  }

  /// Writes the header of a rejects file.
  public void writeRejectsHeader(OutputStream out) throws IOException {
    rejects.writeHeader(header.text(), out);
  }

  /// Writes a row into a rejects file, which can be corrected and uploaded again.
  public void writeReject(CsvRow row, Rejection rejection, OutputStream out) throws IOException {
    rejects.write(row, rejection, out);
  }

  private void cutTrailer(CsvRow row) {
    int length = rejects.lengthWithoutTrailer(row);
    if (length < row.length()) row.cut(length, header.delimiter());
    else if (row.fields() == header.columns().size() + RejectsFile.COLUMNS.size()) {
      row.keep(header.columns().size());
    }
  }

  private static int entriesOf(CheckedRow<?> checked) {
    return switch (checked) {
      case CheckedRow.Good<?>(var entries) -> entries.size();
      case CheckedRow.Bad<?>(_, var entries) -> entries;
    };
  }

  /// Receives rows as they are read.
  public interface Visitor<E> {
    /// @param row valid until the next one is read
    void visit(CsvRow row, CheckedRow<E> checked) throws IOException;
  }
}
