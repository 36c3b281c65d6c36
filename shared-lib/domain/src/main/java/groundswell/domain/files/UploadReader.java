package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
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

  private final FileContent content;
  private final ReadPlan plan;
  private final CsvReader csv;
  private final FileHeader header;
  private final Layout layout;
  private final RowCheck<E> check;
  private final RejectsFile rejects;
  private final boolean json;
  private final boolean presumed;

  private UploadReader(
      FileContent content,
      ReadPlan plan,
      CsvReader csv,
      FileHeader header,
      Layout layout,
      RowCheck<E> check) {
    this.content = content;
    this.plan = plan;
    this.csv = csv;
    this.header = header;
    this.layout = layout;
    this.check = check;
    rejects = new RejectsFile(header.delimiter(), header.lineEnd());
    json = content.container().filter(Containers.Kind.JSON::equals).isPresent();
    presumed = content.encoding().isOpen();
    csv.judge(new LineJudge());
  }

  /// @param plan how to read the file, see [ReadPlan#read]
  /// @param mapping as the client wrote it
  /// @throws FileRefused if the file is not a table of activity
  public static UploadReader<ActivityEntry> activity(
      InputStream file, ReadPlan plan, Optional<String> mapping, EntryChecks checks)
      throws IOException {
    return open(
        FileKind.ACTIVITY, file, plan, mapping, layout -> new ActivityCheck(layout, checks));
  }

  /// @param plan how to read the file, see [ReadPlan#read]
  /// @param mapping as the client wrote it
  /// @param challenges the challenges that the tenant has
  /// @throws FileRefused if the file is not a table of members
  public static UploadReader<MemberEntry> members(
      InputStream file, ReadPlan plan, Optional<String> mapping, Set<ChallengeId> challenges)
      throws IOException {
    return open(
        FileKind.MEMBERS, file, plan, mapping, layout -> new MemberCheck(layout, challenges));
  }

  private static <E extends UploadEntry> UploadReader<E> open(
      FileKind kind,
      InputStream file,
      ReadPlan plan,
      Optional<String> text,
      Function<Layout, RowCheck<E>> check)
      throws IOException {
    var mapping = text.map(parts -> parse(kind, parts));
    var options = mapping.map(Mapping::options).orElse(ReadOptions.NONE);
    var content = FileContent.open(file, options, plan);
    try {
      var csv = new CsvReader(content.csv(), plan, content.container());
      var header = FileHeader.read(csv, content, plan);
      var layout = new Layout(kind, header.columns(), mapping.filter(Mapping::namesColumns));
      return new UploadReader<>(content, plan, csv, header, layout, check.apply(layout));
    } catch (IOException | RuntimeException e) {
      content.csv().close();
      throw e;
    }
  }

  /// Whether the file is packed, so that its size says little of its rows.
  public boolean isPacked() {
    return content.packed() || content.container().isPresent();
  }

  /// What the report says about how the file was read, after all rows were read.
  public List<String> notes() {
    var notes = new ArrayList<>(content.notes());
    if (csv.emptyRows() > 0) {
      notes.add(
          csv.emptyRows() == 1
              ? "1 empty row was left out"
              : "%,d empty rows were left out".formatted(csv.emptyRows()));
    }
    return notes;
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
      if (row.isBlank()) {
        csv.countEmpty();
        continue;
      }
      if (presumed && !row.isUtf8() && showsEncoding(row))
        throw new ReadAgain(plan.withoutEncoding());
      var checked = checked(row);
      entries += entriesOf(checked);
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
    content.csv().close();
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

  private CheckedRow<E> checked(CsvRow row) {
    if (content.ragged()) row.pad(layout.width());
    if (json && row.fields() == 1 && layout.width() > 1) {
      return new CheckedRow.Bad<>(
          Rejection.of(
              RowError.BAD_JSON,
              "the line is no JSON object of plain values; write {\"member_id\":\"m-17\",...} on one line, with each name once"),
          1);
    }
    return check.check(row);
  }

  /// Whether a row is whole; an over-long one may be cut inside a character.
  private static boolean showsEncoding(CsvRow row) {
    return row.fault().filter(RowError.OVER_LONG_LINE::equals).isEmpty();
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

  private static Mapping parse(FileKind kind, String text) {
    try {
      return Mapping.parse(kind, text);
    } catch (IllegalArgumentException e) {
      throw new FileRefused(FileError.BAD_MAPPING, String.valueOf(e.getMessage()));
    }
  }

  /// Judges lines by the header and by the checks of a row.
  private final class LineJudge implements CsvReader.Judge {
    /// What is found in a row whose member and day, or member and name, are right.
    private static final Set<RowError> AFTER_THE_FIRST =
        Set.of(
            RowError.FUTURE_DATE,
            RowError.TOO_OLD,
            RowError.UNKNOWN_METRIC,
            RowError.NOT_A_NUMBER,
            RowError.TOO_MANY_DECIMALS,
            RowError.NEGATIVE,
            RowError.BEYOND_LIMIT,
            RowError.BAD_RECORDED_AT,
            RowError.FUTURE_RECORDED_AT,
            RowError.BAD_SOURCE,
            RowError.UNKNOWN_CHALLENGE,
            RowError.TOO_MANY_CHALLENGES);

    @Override
    public boolean isWidth(int fields) {
      return fields == layout.width()
          || (header.ofRejects() && fields == layout.width() + RejectsFile.COLUMNS.size());
    }

    @Override
    public boolean hasWidth(CsvRow line) {
      return withoutTrailer(line).fields() == layout.width();
    }

    @Override
    public boolean isRow(CsvRow line) {
      return switch (checked(withoutTrailer(line))) {
        case CheckedRow.Good<E> _ -> true;
        case CheckedRow.Bad<E>(var rejection, _) -> AFTER_THE_FIRST.contains(rejection.error());
      };
    }

    private CsvRow withoutTrailer(CsvRow line) {
      if (!header.ofRejects()) return line;
      int length = rejects.lengthWithoutTrailer(line);
      if (length < line.length()) line.cutLine(length, header.delimiter());
      else if (line.fields() == layout.width() + RejectsFile.COLUMNS.size())
        line.keep(layout.width());
      return line;
    }
  }

  /// Receives rows as they are read.
  public interface Visitor<E> {
    /// @param row valid until the next one is read
    void visit(CsvRow row, CheckedRow<E> checked) throws IOException;
  }
}
