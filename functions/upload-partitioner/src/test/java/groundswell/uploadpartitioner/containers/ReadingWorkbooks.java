package groundswell.uploadpartitioner.containers;

import static groundswell.uploadpartitioner.containers.TestWorkbook.number;
import static groundswell.uploadpartitioner.containers.TestWorkbook.row;
import static groundswell.uploadpartitioner.containers.TestWorkbook.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingWorkbooks {
  private static final String HEADER =
      row(text("member_id"), text("date"), text("metric"), text("value"));

  /// The second of March 2026, counted from 1900 and from 1904.
  private static final String DAY = "46083";

  private static final String DAY_FROM_1904 = "44621";

  @Test
  void readsDaysAndNumbersByTheTypesOfTheirCells() {
    var file =
        workbook(
            row(text("ann"), number(DAY, TestWorkbook.DAY), text("steps"), number("8214")),
            row(text("ann"), number(DAY, TestWorkbook.OWN_DAY), text("steps"), number("1E3")),
            row(
                text("ann"),
                text("2026-03-02"),
                text("distance_km"),
                number("7.3099999999999996")));

    assertThat(ReadTable.of(file).fates())
        .containsExactly(
            "2 ann 2026-03-02 steps 8214",
            "3 ann 2026-03-02 steps 1000",
            "4 ann 2026-03-02 distance_km 7.31");
  }

  @Test
  void readsCellsWhateverPatternTheMappingHasForTexts() {
    var file =
        new TestWorkbook()
            .sheet(
                "Steps",
                row(text("Nr"), text("Tag"), text("Schritte"), text("km"))
                    + row(text("ann"), number(DAY, TestWorkbook.DAY), number("8214"), number("7.5"))
                    + row(text("ann"), text("03.03.2026"), text("8.214"), text("7,5"))
                    + row(text("ann"), number(DAY, TestWorkbook.DAY), text("many"), number("7.25")))
            .bytes();
    var mapping =
        "member_id=Nr; date=Tag:dd.MM.yyyy; metric:steps=Schritte:#.##0;"
            + " metric:distance_km=km:#.##0,00";

    var read = ReadTable.of(file, mapping);

    assertThat(read.fates())
        .containsExactly(
            "2 ann 2026-03-02 steps 8214",
            "2 ann 2026-03-02 distance_km 7.5",
            "3 ann 2026-03-03 steps 8214",
            "3 ann 2026-03-03 distance_km 7.5",
            "4 not-a-number");
    var corrected = read.rejectsText().replace("many", "9000").getBytes(UTF_8);
    assertThat(ReadTable.of(corrected, mapping).fates())
        .containsExactly("2 ann 2026-03-02 steps 9000", "2 ann 2026-03-02 distance_km 7.25");
  }

  /// What Excel shows as 8.214 may be the number 8214, but the number 8.214 never is.
  @Test
  void readsANumberOfThreeDecimalsPlainly() {
    var stated = "member_id=Nr; date=Tag; metric:distance_km=km:#.##0,00";
    var open = "member_id=Nr; date=Tag; metric:distance_km=km";

    for (var mapping : List.of(stated, open)) {
      assertThat(ReadTable.of(kilometres(number("11.532"), number("7.305")), mapping).fates())
          .containsExactly(
              "2 ann 2026-03-02 distance_km 11.532", "3 ann 2026-03-03 distance_km 7.305");
      assertThat(ReadTable.of(kilometres(number("11.532"), text("7,31")), mapping).fates())
          .as("a text beside it")
          .containsExactly(
              "2 ann 2026-03-02 distance_km 11.532", "3 ann 2026-03-03 distance_km 7.31");
    }
  }

  @Test
  void asksAboutTextsOfThreeDecimalsThoughNumbersStandBesideThem() {
    var file = kilometres(number("11.532"), text("7.305"));

    assertThat(refusal(file, "member_id=Nr; date=Tag; metric:distance_km=km").choices())
        .singleElement()
        .satisfies(choice -> assertThat(choice.field()).isEqualTo("metric:distance_km"));
  }

  @Test
  void rejectsANumberWithDecimalsOfWhatIsCountedAlsoInItsRejectsFile() {
    var mapping = "member_id=Nr; date=Tag; metric:floors=km:#.##0";

    var read = ReadTable.of(kilometres(number("8.214"), text("8.214")), mapping);

    assertThat(read.fates()).containsExactly("2 too-many-decimals", "3 ann 2026-03-03 floors 8214");
    assertThat(ReadTable.of(read.rejects(), mapping).fates())
        .containsExactly("2 too-many-decimals");
  }

  private static byte[] kilometres(String first, String second) {
    return new TestWorkbook()
        .sheet(
            "Steps",
            row(text("Nr"), text("Tag"), text("km"))
                + row(text("ann"), text("2026-03-02"), first)
                + row(text("ann"), text("2026-03-03"), second))
        .bytes();
  }

  @Test
  void countsDaysFrom1904IfTheWorkbookDoes() {
    var file =
        new TestWorkbook()
            .countingFrom1904()
            .sheet(
                "Steps",
                HEADER
                    + row(
                        text("ann"),
                        number(DAY_FROM_1904, TestWorkbook.DAY),
                        text("steps"),
                        number("1")))
            .bytes();

    assertThat(ReadTable.of(file).fates()).containsExactly("2 ann 2026-03-02 steps 1");
  }

  @Test
  void writesTimesDurationsAndDaysThatNeverWere() {
    var from1900 = new CellNumbers(false);

    assertThat(from1900.text(DAY + ".5", CellStyles.Meaning.DATE)).isEqualTo("2026-03-02T12:00:00");
    assertThat(from1900.text(DAY + ".999999", CellStyles.Meaning.DATE)).isEqualTo("2026-03-03");
    assertThat(from1900.text("0.3125", CellStyles.Meaning.DATE)).isEqualTo("07:30:00");
    assertThat(from1900.text("1.25", CellStyles.Meaning.DURATION)).isEqualTo("30:00:00");
    assertThat(from1900.text("1", CellStyles.Meaning.DATE)).isEqualTo("1900-01-01");
    assertThat(from1900.text("59", CellStyles.Meaning.DATE)).isEqualTo("1900-02-28");
    assertThat(from1900.text("60", CellStyles.Meaning.DATE)).isEqualTo("1900-02-29");
    assertThat(from1900.text("61", CellStyles.Meaning.DATE)).isEqualTo("1900-03-01");
    assertThat(from1900.text("-1", CellStyles.Meaning.DATE)).isEqualTo("-1");
    assertThat(from1900.text("1E300", CellStyles.Meaning.DATE)).startsWith("1000");
    assertThat(from1900.text("1E999999999", CellStyles.Meaning.NUMBER)).isEqualTo("1E999999999");
    assertThat(from1900.text("1E2147483647", CellStyles.Meaning.NUMBER)).isEqualTo("1E2147483647");
    assertThat(from1900.text("0E2147483647", CellStyles.Meaning.DATE)).isEqualTo("0E2147483647");
    assertThat(from1900.text("1E99999999999", CellStyles.Meaning.DURATION))
        .isEqualTo("1E99999999999");
    assertThat(new CellNumbers(true).text("0", CellStyles.Meaning.DATE)).isEqualTo("1904-01-01");
  }

  @Test
  void tellsFormatsOfDaysFromThoseOfNumbers() {
    assertThat(CellStyles.meaning("dd.mm.yyyy;@")).isEqualTo(CellStyles.Meaning.DATE);
    assertThat(CellStyles.meaning("[h]:mm")).isEqualTo(CellStyles.Meaning.DURATION);
    assertThat(CellStyles.meaning("#,##0 \"days\"")).isEqualTo(CellStyles.Meaning.NUMBER);
    assertThat(CellStyles.meaning("[Red]0.00")).isEqualTo(CellStyles.Meaning.NUMBER);
    assertThat(CellStyles.meaning("General")).isEqualTo(CellStyles.Meaning.NUMBER);
    assertThat(CellStyles.meaning("0.00E+00")).isEqualTo(CellStyles.Meaning.NUMBER);
  }

  @Test
  void readsSharedAndRichTexts() {
    var file =
        new TestWorkbook()
            .string("<t>ann</t>")
            .string("<r><t>st</t></r><r><rPr><b/></rPr><t>eps</t></r><rPh sb=\"0\"><t>x</t></rPh>")
            .string("<t>b_x000D_c</t>")
            .sheet(
                "Steps",
                HEADER
                    + row(
                        "<c t=\"s\"><v>0</v></c>",
                        text("2026-03-02"),
                        "<c t=\"s\"><v>1</v></c>",
                        "<c t=\"str\"><f>1+1</f><v>2</v></c>"))
            .bytes();

    assertThat(ReadTable.of(file).fates()).containsExactly("2 ann 2026-03-02 steps 2");
  }

  @Test
  void keepsTheNumbersOfRowsAndThePlacesOfCells() {
    var file =
        new TestWorkbook()
            .sheet(
                "Steps",
                "<row r=\"3\">"
                    + HEADER.substring("<row>".length())
                    + "<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>ann</t></is></c>"
                    + "<c r=\"C7\" t=\"inlineStr\"><is><t>steps</t></is></c></row>"
                    + "<row r=\"8\"/>")
            .bytes();

    var read = ReadTable.of(file);

    assertThat(read.fates()).containsExactly("7 missing-value");
    assertThat(read.rejectsText())
        .startsWith(
            "\ufeff\"member_id\",\"date\",\"metric\",\"value\",\"line\",\"error\",\"field\",\"message\"\n"
                + "\"ann\",,\"steps\",,7,");
    assertThat(read.notes()).containsExactly("4 empty rows were left out");
  }

  @Test
  void readsTheFirstVisibleSheetOrTheNamedOne() {
    var good = HEADER + row(text("ann"), text("2026-03-02"), text("steps"), number("1"));
    var file =
        new TestWorkbook()
            .sheet("Lists", "hidden", row(text("x")))
            .sheet("March", good)
            .sheet("April", good.replace("ann", "ben"))
            .bytes();

    assertThat(ReadTable.of(file).fates()).containsExactly("2 ann 2026-03-02 steps 1");
    assertThat(ReadTable.of(file).notes())
        .containsExactly(
            "the sheet \"March\" was read; the workbook has \"Lists\", \"March\", \"April\". Name"
                + " another with sheet=");
    assertThat(ReadTable.of(file, "sheet=april").fates())
        .containsExactly("2 ben 2026-03-02 steps 1");
    assertThat(ReadTable.of(file, "sheet=3").fates()).containsExactly("2 ben 2026-03-02 steps 1");
    assertThat(refusal(file, "sheet='May'").reason())
        .isEqualTo(
            "the workbook has no sheet \"May\"; it has \"Lists\", \"March\", \"April\". Name one of"
                + " them, or leave sheet= out for the first");
  }

  @Test
  void refusesAWorkbookThatIsDamaged() {
    assertThat(refusal(workbook("<row><c><v>1</row>"), "").error())
        .isEqualTo(FileError.DAMAGED_WORKBOOK);
    assertThat(refusal(workbook(row("<c t=\"s\"><v>7</v></c>")), "").error())
        .isEqualTo(FileError.DAMAGED_WORKBOOK);
    assertThat(refusal(workbook("<row r=\"1\"/>"), "").error())
        .isEqualTo(FileError.DAMAGED_WORKBOOK);
    var whole = workbook(row(text("ann")));
    assertThat(refusal(java.util.Arrays.copyOf(whole, whole.length - 30), "").error())
        .isEqualTo(FileError.DAMAGED_WORKBOOK);
  }

  @Test
  void resolvesNoEntities() {
    var file =
        new TestWorkbook()
            .sheet("Steps", HEADER)
            .part(
                "xl/styles.xml",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b"
                    + " \"&a;&a;&a;\">]><styleSheet>&b;</styleSheet>")
            .bytes();

    assertThat(refusal(file, "").error()).isEqualTo(FileError.DAMAGED_WORKBOOK);
  }

  @Test
  void refusesMoreFilesInsideThanTheLimit() {
    var parts = new LinkedHashMap<String, String>();
    for (int i = 0; i <= Limits.DEFAULT.entries(); i++) parts.put("xl/media/" + i, "");
    var workbook = new TestWorkbook().sheet("Steps", HEADER);
    parts.forEach(workbook::part);

    assertBeyond(workbook.bytes(), "files inside, but at most 5000");
  }

  @Test
  void refusesAPartThatUnpacksToFarMoreThanItsSize() {
    var rows = row(text("x")).repeat(350_000);

    assertBeyond(workbook(rows), "more than 200 times its size");
  }

  @Test
  void refusesRowsAndColumnsBeyondTheLast() {
    assertBeyond(workbook("<row r=\"1048577\"/>"), "row 1048577");
    assertBeyond(
        workbook("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>"),
        "column 16385, but the last one is 16384");
    assertBeyond(
        workbook("<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>"), "the last one is 16384");
  }

  @Test
  void refusesMoreTextsThanTheLimit() {
    var limits = new Limits(1 << 20, 100, 200, 1 << 20, 1 << 20, 1 << 20, 2, 100, 100);
    var file =
        new TestWorkbook()
            .string("<t>a</t>")
            .string("<t>b</t>")
            .string("<t>c</t>")
            .sheet("Steps", HEADER)
            .bytes();

    assertThat(refusal(file, Optional.empty(), limits).reason()).contains("2 different texts");
  }

  @Test
  void refusesALargerWorkbookPartOrPieceThanTheLimit() {
    var file = workbook(row(text("x".repeat(3_000))));

    assertThat(
            refusal(
                    file,
                    Optional.empty(),
                    new Limits(100, 100, 200, 1 << 20, 1 << 20, 1 << 20, 9, 99, 99))
                .reason())
        .contains("more than 100 bytes");
    assertThat(
            refusal(
                    file,
                    Optional.empty(),
                    new Limits(1 << 20, 100, 200, 1 << 20, 2_000, 1 << 20, 9, 99, 99))
                .reason())
        .contains("more than 2000 bytes");
    assertThat(
            refusal(
                    file,
                    Optional.empty(),
                    new Limits(1 << 20, 100, 200, 1 << 20, 1 << 20, 2_000, 9, 99, 99))
                .reason())
        .contains("a row or a text of more than 2000 bytes");
  }

  private static void assertBeyond(byte[] file, String message) {
    var refusal = refusal(file, "");

    assertThat(refusal.error()).isEqualTo(FileError.EXPANDS_TOO_FAR);
    assertThat(refusal.reason()).contains(message);
  }

  private static byte[] workbook(String... rows) {
    return new TestWorkbook().sheet("Steps", HEADER + String.join("", rows)).bytes();
  }

  private static FileRefused refusal(byte[] file, String mapping) {
    return refusal(
        file, mapping.isEmpty() ? Optional.empty() : Optional.of(mapping), Limits.DEFAULT);
  }

  private static FileRefused refusal(byte[] file, Optional<String> mapping, Limits limits) {
    var refusal =
        catchThrowableOfType(FileRefused.class, () -> ReadTable.of(file, mapping, limits));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }
}
