package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads an uploaded file once, from the first row to the last, and checks each row. The file may
/// be gzipped, and be anything that a [ReadPlan] opens.
///
/// @param <E> what a good row says
public final class UploadReader<E extends UploadEntry> implements AutoCloseable {
  /// The most rows of a file; in a wide layout the most values.
  public static final int ROWS_MAX = 10_000_000;

  private final OpenTable table;
  private final SectionRows rows;
  private final Layout layout;
  private final RowCheck<E> check;
  private final boolean json;
  private long withoutValue;

  private UploadReader(OpenTable table, Layout layout, RowCheck<E> check) {
    this.table = table;
    rows = new SectionRows(table, layout);
    this.layout = layout;
    this.check = check;
    json = table.content().container().filter(Containers.Kind.JSON::equals).isPresent();
    table.content().csv().judge(new LineJudge());
  }

  /// @param plan how to read its bytes, see [ReadPlan#read]
  /// @param reading of this file, see [FileReading#ofActivity]
  /// @throws FileRefused if the file is not a table of activity
  public static UploadReader<ActivityEntry> activity(
      InputStream file, ReadPlan plan, FileReading reading, EntryChecks checks) throws IOException {
    return open(
        FileKind.ACTIVITY, file, plan, reading, layout -> new ActivityCheck(layout, checks));
  }

  /// @param plan how to read its bytes, see [ReadPlan#read]
  /// @param reading of this file, see [FileReading#ofMembers]
  /// @param challenges the challenges that the tenant has
  /// @throws FileRefused if the file is not a table of members
  public static UploadReader<MemberEntry> members(
      InputStream file, ReadPlan plan, FileReading reading, Set<ChallengeId> challenges)
      throws IOException {
    return open(
        FileKind.MEMBERS, file, plan, reading, layout -> new MemberCheck(layout, challenges));
  }

  private static <E extends UploadEntry> UploadReader<E> open(
      FileKind kind,
      InputStream file,
      ReadPlan plan,
      FileReading reading,
      Function<Layout, RowCheck<E>> check)
      throws IOException {
    var table = reading.open(file, plan);
    try {
      var layout = reading.layout(kind, table);
      return new UploadReader<>(table, layout, check.apply(layout));
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /// Whether the file is packed, so that its size says little of its rows.
  public boolean isPacked() {
    return table.content().packed() || table.content().container().isPresent();
  }

  /// What the report says about the file itself, after all rows were read.
  public List<String> notes() {
    var notes = new ArrayList<>(table.content().notes());
    long empty = table.content().csv().emptyRows();
    count(empty, "1 empty row was left out", "%,d empty rows were left out").ifPresent(notes::add);
    count(withoutValue, "1 row had no value", "%,d rows had no value").ifPresent(notes::add);
    count(
            rows.notRead(),
            "1 line of another section was not read",
            "%,d lines of other sections were not read")
        .ifPresent(notes::add);
    notes.addAll(check.notes());
    return notes;
  }

  private static Optional<String> count(long count, String one, String several) {
    if (count == 0) return Optional.empty();
    return Optional.of(count == 1 ? one : several.formatted(count));
  }

  /// Reads all rows.
  ///
  /// @throws FileRefused if the file is damaged or too large
  public void forEach(Visitor<E> visitor) throws IOException {
    long entries = 0;
    for (var row = rows.next(); row != null; row = rows.next()) {
      var checked = checked(row);
      int count = entriesOf(checked);
      if (count == 0) withoutValue++;
      entries += count;
      if (entries > ROWS_MAX) {
        throw new FileRefused(
            FileError.TOO_MANY_ROWS,
            "the file has more than %,d rows; split it".formatted(ROWS_MAX));
      }
      visitor.visit(row, checked);
    }
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  /// Whom a row is about, whatever else is wrong with it; empty if that can't be read.
  public Optional<MemberId> memberOf(CsvRow row) {
    return check.memberOf(row);
  }

  /// A rejection of a row, with the column that the file has for the field at fault.
  public Rejection rejection(Rejection found, Field field) {
    return found.in(layout.name(field));
  }

  /// Writes the header of a rejects file.
  public void writeRejectsHeader(OutputStream out) throws IOException {
    table.rejects().writeHeader(table.header().text(), out);
  }

  /// Writes a row into a rejects file, which can be corrected and uploaded again.
  public void writeReject(CsvRow row, Rejection rejection, OutputStream out) throws IOException {
    table.rejects().write(row, rejection, out);
  }

  private CheckedRow<E> checked(CsvRow row) {
    if (json && row.fields() == 1 && layout.width() > 1) {
      return new CheckedRow.Bad<>(
          Rejection.of(
              RowError.BAD_JSON,
              "the line is no JSON object of plain values; write {\"member_id\":\"m-17\",...} on"
                  + " one line, with each name once"),
          1);
    }
    return check.check(row);
  }

  private static int entriesOf(CheckedRow<?> checked) {
    return switch (checked) {
      case CheckedRow.Good<?>(var entries) -> entries.size();
      case CheckedRow.Bad<?>(_, var entries) -> entries;
    };
  }

  /// Judges lines by the header and by the checks of a row.
  private final class LineJudge implements CsvReader.Judge {
    @Override
    public boolean isWidth(int fields) {
      return fields == layout.width()
          || (table.header().ofRejects() && fields == layout.width() + RejectsFile.COLUMNS.size());
    }

    @Override
    public boolean hasWidth(CsvRow line) {
      return table.withoutTrailer(line).fields() == layout.width();
    }

    @Override
    public boolean isRow(CsvRow line) {
      return check.isRow(table.withoutTrailer(line));
    }
  }

  /// Receives rows as they are read.
  public interface Visitor<E> {
    /// @param row valid until the next one is read
    void visit(CsvRow row, CheckedRow<E> checked) throws IOException;
  }
}
