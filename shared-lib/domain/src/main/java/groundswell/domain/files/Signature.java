package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import groundswell.domain.files.Containers.Kind;
import java.util.Locale;
import java.util.Optional;

/// Recognises by its first bytes what a file is, whatever its name says.
final class Signature {
  private static final String ZIP = "PK\u0003\u0004";
  private static final String EMPTY_ZIP = "PK\u0005\u0006";

  /// Of Microsoft's compound files: workbooks before 2007, and newer ones with a password.
  private static final String COMPOUND = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

  private static final String MARK = "\u00ef\u00bb\u00bf";

  private Signature() {}

  /// @param head the first bytes of the file, unpacked
  /// @return empty if it may be CSV
  /// @throws FileRefused if it is known to be no table
  static Optional<Kind> of(byte[] head) {
    var start = new String(head, ISO_8859_1);
    if (start.startsWith(ZIP) || start.startsWith(EMPTY_ZIP)) return Optional.of(Kind.ZIP);
    if (start.startsWith(COMPOUND)) {
      throw refused(
          "This is an Excel file from before 2007 (.xls), or one with a password. Save it as .xlsx without a password, or as CSV, and upload it again");
    }
    if (start.startsWith("%PDF-"))
      throw refused("This is a PDF, which has pages instead of a table. Upload the table itself");
    var text = (start.startsWith(MARK) ? start.substring(MARK.length()) : start).stripLeading();
    if (text.startsWith("{") || isArray(text)) return Optional.of(Kind.JSON);
    if (text.startsWith("<")) throw markup(text.toLowerCase(Locale.ROOT));
    return Optional.empty();
  }

  /// Whether a JSON array begins. A header may begin with a bracket as well, but not with two
  /// signs of JSON.
  private static boolean isArray(String text) {
    if (!text.startsWith("[")) return false;
    var rest = text.substring(1).stripLeading();
    return rest.startsWith("{") || rest.startsWith("[");
  }

  private static FileRefused markup(String text) {
    if (text.contains("<!doctype healthdata") || text.contains("<healthdata")) {
      return refused(
          "This is Apple's export.xml, which has every single measurement. Export days as CSV from an app such as Health Auto Export, and upload that file");
    }
    if (text.contains("<html") || text.contains("<table") || text.startsWith("<!doctype html")) {
      return refused(
          "This is a web page, even if its name ends in .xls or .csv. Open it in a spreadsheet, save it as .xlsx or CSV, and upload it again");
    }
    return refused("This is XML. Save the table as .xlsx or CSV, and upload it again");
  }

  static FileRefused refused(String reason) {
    return new FileRefused(FileError.NOT_A_TABLE, reason);
  }
}
