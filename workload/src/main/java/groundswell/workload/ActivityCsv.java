package groundswell.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.ids.SourceId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Activity files in the product's own layout.
public final class ActivityCsv {
  /// Says that the file is UTF-8. Without it, rows that are not would show another encoding.
  static final String MARK = "\ufeff";

  static final String HEADER = "member_id,date,metric,value,recorded_at,source";

  /// The columns, counted from 0.
  static final int MEMBER = 0;

  static final int DATE = 1;
  static final int METRIC = 2;
  static final int VALUE = 3;
  static final int RECORDED_AT = 4;
  static final int SOURCE = 5;

  private ActivityCsv() {}

  /// Writes the lines to a file. It may be larger than memory.
  public static GeneratedFile write(Path file, Stream<FileLine> lines) {
    var rejected = new TreeMap<String, Long>();
    long rows = 0;
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writeLine(out, (MARK + HEADER).getBytes(UTF_8));
      for (Iterator<FileLine> each = lines.iterator(); each.hasNext(); rows++) {
        switch (each.next()) {
          case FileLine.Good(var row) ->
              writeLine(out, String.join(",", fields(row)).getBytes(UTF_8));
          case FileLine.Bad(var row, var fault) -> {
            writeLine(out, fault.lineOf(row));
            rejected.merge(fault.code(), 1L, Long::sum);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GeneratedFile(file, rows, rejected);
  }

  /// Writes good rows to a file.
  public static GeneratedFile writeRows(Path file, List<ActivityRow> rows) {
    return write(file, rows.stream().map(FileLine.Good::new));
  }

  static List<String> fields(ActivityRow row) {
    return List.of(
        Csv.field(row.member().value()),
        row.day().toString(),
        row.metric().value(),
        row.value().toPlainString(),
        row.recordedAt().map(Instant::toString).orElse(""),
        row.source().map(SourceId::value).orElse(""));
  }

  private static void writeLine(OutputStream out, byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
  }
}
