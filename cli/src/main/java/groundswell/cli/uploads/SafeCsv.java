package groundswell.cli.uploads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a rejects file safe to open in a spreadsheet: a cell that would be a formula gets an
/// apostrophe in front, which spreadsheets take as a mark of text
/// (<https://owasp.org/www-community/attacks/CSV_Injection>). Such a file is for reading; the rows
/// to upload again are those without it.
final class SafeCsv {
  private static final String FORMULA = "=+-@\t\r";

  /// The end of the header, whose columns are separated as in the file that was uploaded, and stand
  /// in quotes if it was a workbook or JSON.
  private static final Pattern ADDED =
      Pattern.compile(
          "(.)(\"?)line\\2\\1\\2error\\2\\1\\2field\\2\\1\\2message\\2\\R?", Pattern.DOTALL);

  private SafeCsv() {}

  /// Rewrites a file in place, byte for byte but for the apostrophes.
  static void makeSafe(Path file) throws IOException {
    var safe = Files.createTempFile(file.toAbsolutePath().getParent(), "rejects", ".part");
    try (var in = Files.newBufferedReader(file, ISO_8859_1);
        var out = Files.newBufferedWriter(safe, ISO_8859_1)) {
      copy(in, out, delimiter(file));
    }
    Files.move(safe, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static char delimiter(Path file) throws IOException {
    try (var lines = Files.lines(file, ISO_8859_1)) {
      return lines
          .map(ADDED::matcher)
          .filter(Matcher::find)
          .findFirst()
          .map(found -> found.group(1).charAt(0))
          .orElse(',');
    }
  }

  /// A quote encloses a cell only at its beginning. Each line counts as a row of its own, so that a
  /// quote that is never closed hides nothing: at worst, a line inside a cell is marked as well.
  private static void copy(Reader in, Writer out, char delimiter) throws IOException {
    boolean begins = true;
    boolean enclosed = false;
    boolean closed = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      char c = (char) next;
      boolean opens = c == '"' && !enclosed && (begins || closed);
      if (begins && !opens && c != delimiter && FORMULA.indexOf(c) >= 0) out.write('\'');
      closed = c == '"' && enclosed;
      boolean ends = c == '\n' || (c == delimiter && !enclosed);
      begins = ends || (opens && begins);
      enclosed = opens || (enclosed && !closed && c != '\n');
      out.write(c);
    }
  }
}
