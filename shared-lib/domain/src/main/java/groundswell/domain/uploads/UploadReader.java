package groundswell.domain.uploads;

import groundswell.domain.ids.ChallengeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/// Reads an uploaded file once, from its first row to its last, and checks each. It may be gzipped.
///
/// @param <E> what a good row says
public final class UploadReader<E extends UploadEntry> {
  /// The most rows of a file; in a wide layout, the most values.
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

  /// @param mapping as the client wrote it
  /// @throws FileRefused if it is no table of activity
  public static UploadReader<ActivityEntry> activity(
      InputStream file, Optional<String> mapping, EntryChecks checks) throws IOException {
    var content = Gunzip.ifPacked(file);
    var csv = new CsvReader(content);
    var header = FileHeader.read(csv);
    var parsed = mapping.map(text -> parse(UploadKind.ACTIVITY, text));
    var layout = new Layout(UploadKind.ACTIVITY, header.columns(), parsed);
    return new UploadReader<>(
        content instanceof Gunzip, csv, header, layout, new ActivityCheck(layout, parsed, checks));
  }

  /// @param mapping as the client wrote it
  /// @param challenges those that can be joined
  /// @throws FileRefused if it is no table of members
  public static UploadReader<MemberEntry> members(
      InputStream file, Optional<String> mapping, Set<ChallengeId> challenges) throws IOException {
    var content = Gunzip.ifPacked(file);
    var csv = new CsvReader(content);
    var header = FileHeader.read(csv);
    var parsed = mapping.map(text -> parse(UploadKind.MEMBERS, text));
    var layout = new Layout(UploadKind.MEMBERS, header.columns(), parsed);
    return new UploadReader<>(
        content instanceof Gunzip, csv, header, layout, new MemberCheck(layout, challenges));
  }

  /// Whether the file is gzipped.
  public boolean isPacked() {
    return packed;
  }

  /// Reads all rows.
  ///
  /// @throws FileRefused if the file is damaged, or too large
  public void forEach(Visitor<E> visitor) throws IOException {
    int bytesMax = header.longestRow();
    long entries = 0;
    for (var row = csv.next(header.delimiter(), bytesMax);
        row != null;
        row = csv.next(header.delimiter(), bytesMax)) {
      if (header.ofRejects()) leaveTrailerOut(row);
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

  /// What is wrong with a row, in the column that we call so.
  public Rejection rejection(Fault fault, String ours) {
    int column = layout.column(ours);
    return fault.in(column == Layout.NONE ? ours : layout.name(column));
  }

  /// What is wrong with a row as a whole.
  public Rejection rejection(Fault fault) {
    return fault.in("");
  }

  /// Writes the beginning of a rejects file.
  public void writeRejectsHeader(OutputStream out) throws IOException {
    rejects.writeHeader(header.text(), out);
  }

  /// Writes a row into a rejects file, which can be corrected and uploaded as it is.
  public void writeReject(CsvRow row, Rejection rejection, OutputStream out) throws IOException {
    rejects.write(row, rejection, out);
  }

  private void leaveTrailerOut(CsvRow row) {
    int length = rejects.lengthWithoutTrailer(row);
    if (length < row.length()) row.cut(length, header.delimiter());
    else if (row.fields() == header.columns().size() + RejectsFile.COLUMNS.size()) {
      row.keep(header.columns().size());
    }
  }

  private static int entriesOf(Checked<?> checked) {
    return switch (checked) {
      case Checked.Good<?>(var entries) -> entries.size();
      case Checked.Bad<?>(_, var entries) -> entries;
    };
  }

  private static Mapping parse(UploadKind kind, String text) {
    try {
      return Mapping.parse(kind, text);
    } catch (IllegalArgumentException e) {
      throw new FileRefused(FileError.BAD_MAPPING, String.valueOf(e.getMessage()));
    }
  }

  /// Takes rows as they are read.
  public interface Visitor<E> {
    /// @param row to be used before the next one is read
    void visit(CsvRow row, Checked<E> checked) throws IOException;
  }
}
