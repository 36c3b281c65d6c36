package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file as CSV in UTF-8: unpacked, taken out of its container and decoded. Plain CSV passes
/// through untouched.
///
/// @param options by which its bytes are read
/// @param marked whether its rejects file begins with a byte order mark, by which spreadsheets
///     recognise UTF-8
/// @param container if it is no CSV
/// @param ragged whether rows may leave out empty fields at their ends
/// @param notes what the report says about how it is read
record FileContent(
    CsvReader csv,
    ReadOptions options,
    boolean packed,
    boolean marked,
    Encoding encoding,
    Optional<Containers.Kind> container,
    boolean ragged,
    List<String> notes)
    implements AutoCloseable {
  private static final int HEAD_BYTES = 4_096;

  /// @throws FileRefused if the file is known to be no table, or is damaged
  static FileContent open(InputStream file, ReadOptions options, ReadPlan plan) throws IOException {
    var unpacked = Gunzip.ifPacked(file);
    boolean packed = unpacked instanceof Gunzip;
    var head = unpacked.readNBytes(HEAD_BYTES);
    if (head.length == 0) throw empty();
    var whole = new SequenceInputStream(new ByteArrayInputStream(head), unpacked);
    var container = Signature.of(head);
    return container.isPresent()
        ? contained(container.get(), whole, packed, options, plan)
        : text(head, whole, packed, options, plan);
  }

  static FileRefused empty() {
    return new FileRefused(
        FileError.EMPTY_FILE, "the file is empty; upload one with a header and rows");
  }

  private static FileContent contained(
      Containers.Kind kind, InputStream whole, boolean packed, ReadOptions options, ReadPlan plan)
      throws IOException {
    var table = plan.containers().open(kind, whole, options.sheet());
    var utf8 = new Encoding(UTF_8, Encoding.Origin.GIVEN, 0);
    var csv = new CsvReader(table.csv(), plan, Optional.of(kind));
    return new FileContent(
        csv, options, packed, true, utf8, Optional.of(kind), table.ragged(), table.notes());
  }

  private static FileContent text(
      byte[] head, InputStream whole, boolean packed, ReadOptions options, ReadPlan plan)
      throws IOException {
    var encoding = Encoding.of(head, options.encoding().map(Encoding::given).or(plan::encoding));
    whole.skipNBytes(encoding.markBytes());
    var notes = new ArrayList<String>();
    encoding.note().ifPresent(notes::add);
    options
        .sheet()
        .ifPresent(
            sheet -> notes.add("sheet=%s has no effect: the file is no workbook".formatted(sheet)));
    boolean plain = encoding.isUtf8();
    var utf8 = plain ? whole : new Transcoder(whole, encoding.charset());
    return new FileContent(
        new CsvReader(utf8, plan, Optional.empty()),
        options,
        packed,
        !plain || encoding.markBytes() > 0,
        encoding,
        Optional.empty(),
        false,
        notes);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
