package groundswell.domain.uploads;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.uploads.RowFate.Result;
import groundswell.domain.uploads.RowFate.Warning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// The CSV form of the fates of rows (RFC 4180, without a header), and their sum. What a report
/// counts is what its file says, because both come from here.
public final class FatesFile {
  /// The names of the columns. Those of the row are empty where it was not understood.
  public static final List<String> COLUMNS =
      List.of(
          "line",
          "rows",
          "fate",
          "code",
          "superseded_by",
          "reason",
          "member_id",
          "date",
          "metric",
          "source",
          "value");

  private static final int RESULT = 2;
  private static final int CODE = 3;
  private static final String LINE_END = "\r\n";

  private RowCounts counts = RowCounts.ZERO;

  /// The sum of what was written or read.
  public RowCounts counts() {
    return counts;
  }

  /// Writes the fate of a row.
  public void write(RowFate fate, Writer out) throws IOException {
    var result = fate.result().name().toLowerCase(Locale.ROOT);
    var code = fate.code().orElse("");
    add(fate.rows(), result, code);
    var text = new StringBuilder();
    text.append(fate.line()).append(',').append(fate.rows()).append(',').append(result);
    text.append(',').append(code).append(',').append(text(fate.supersededBy())).append(',');
    text.append(quoted(Text.shown(fate.reason().orElse("")))).append(',');
    if (fate.entry().isPresent()) add(fate.entry().get(), text);
    else text.append(",,,,");
    out.write(text.append(LINE_END).toString());
  }

  private static void add(UploadEntry entry, StringBuilder text) {
    text.append(quoted(entry.member().value())).append(',');
    switch (entry) {
      case ActivityEntry row -> {
        text.append(row.day()).append(',').append(row.metric()).append(',');
        switch (row.saying()) {
          case Saying.OfSource(var source, var value) ->
              text.append(quoted(source.value()))
                  .append(',')
                  .append(value.map(Quantity::toString).orElse(""));
          case Saying.OfCorrection(Ruling.Exactly(var value)) -> text.append(',').append(value);
          case Saying.OfCorrection(Ruling.Blank()) -> text.append(",blank");
          case Saying.OfCorrection(Ruling.Lifted()) -> text.append(",lift");
        }
      }
      case MemberEntry _ -> text.append(",,,");
    }
  }

  /// Sums up what was written before.
  public void read(BufferedReader in) throws IOException {
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var columns = line.split(",", CODE + 2);
      add(Long.parseLong(columns[1]), columns[RESULT], columns[CODE]);
    }
  }

  private void add(long rows, String result, String code) {
    var codes = code.isEmpty() ? List.<String>of() : List.of(code.split(" "));
    boolean doesNotCount =
        codes.contains(Warning.NOT_COUNTING.code())
            || codes.contains(Warning.TOO_MANY_SOURCES.code());
    long notCounting = doesNotCount ? rows : 0;
    long notEnrolled = codes.contains(Warning.NOT_ENROLLED.code()) ? rows : 0;
    long notKept = codes.contains(Warning.NOT_KEPT.code()) ? rows : 0;
    counts =
        counts.plus(
            switch (Result.valueOf(result.toUpperCase(Locale.ROOT))) {
              case ACCEPTED -> new RowCounts(rows, 0, 0, 0, notCounting, notEnrolled, notKept);
              case UNCHANGED -> new RowCounts(0, rows, 0, 0, notCounting, notEnrolled, notKept);
              case SUPERSEDED -> new RowCounts(0, 0, rows, 0, notCounting, notEnrolled, notKept);
              case REJECTED -> new RowCounts(0, 0, 0, rows);
            });
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }

  /// In quotes, where a reader of CSV needs them. There are no controls in it, so no line ends.
  private static String quoted(String text) {
    return text.indexOf(',') < 0 && text.indexOf('"') < 0
        ? text
        : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
