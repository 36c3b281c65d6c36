package groundswell.uploadpartitioner.containers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Which of a workbook's number formats show a date or a time: to a workbook, dates are numbers.
final class CellStyles {
  /// What a number stands for.
  enum Meaning {
    NUMBER,
    DATE,
    /// Hours that may be more than a day's, as in `[h]:mm`.
    DURATION
  }

  static final CellStyles NONE = new CellStyles(List.of());

  /// What in a format is not part of its pattern: texts, escaped characters, colours and
  /// conditions.
  private static final Pattern DECORATION =
      Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+]|m+]|s+])[^]]*]");

  private static final Pattern ELAPSED = Pattern.compile("\\[(h+|m+|s+)]");
  private static final Pattern DATE = Pattern.compile("[ymdhs]");

  private final List<Meaning> meanings;

  private CellStyles(List<Meaning> meanings) {
    this.meanings = meanings;
  }

  static CellStyles read(Xml xml) {
    var formats = new HashMap<Integer, String>();
    var meanings = new ArrayList<Meaning>();
    boolean inCells = false;
    while (xml.next()) {
      xml.beginPiece();
      if (xml.begins("numFmt")) {
        formats.put(number(xml, "numFmtId"), xml.attribute("formatCode").orElse(""));
      } else if (xml.begins("cellXfs")) inCells = true;
      else if (xml.ends("cellXfs")) inCells = false;
      else if (inCells && xml.begins("xf")) meanings.add(meaning(number(xml, "numFmtId"), formats));
    }
    return new CellStyles(List.copyOf(meanings));
  }

  Meaning meaning(int style) {
    return style >= 0 && style < meanings.size() ? meanings.get(style) : Meaning.NUMBER;
  }

  private static int number(Xml xml, String attribute) {
    try {
      return Integer.parseInt(xml.attribute(attribute).orElse("0"));
    } catch (NumberFormatException e) {
      throw Xml.damaged();
    }
  }

  /// The numbers of the built-in formats are those of ISO/IEC 29500-1, section 18.8.30, with the
  /// ones of East Asian locales.
  private static Meaning meaning(int format, Map<Integer, String> formats) {
    var own = formats.get(format);
    if (own != null) return meaning(own);
    if (format == 46) return Meaning.DURATION;
    boolean date =
        (format >= 14 && format <= 22)
            || (format >= 27 && format <= 36)
            || (format >= 45 && format <= 47)
            || (format >= 50 && format <= 58);
    return date ? Meaning.DATE : Meaning.NUMBER;
  }

  static Meaning meaning(String format) {
    var pattern =
        DECORATION.matcher(format.toLowerCase(Locale.ROOT)).replaceAll("").replace("general", "");
    if (ELAPSED.matcher(pattern).find()) return Meaning.DURATION;
    return DATE.matcher(pattern).find() ? Meaning.DATE : Meaning.NUMBER;
  }
}
