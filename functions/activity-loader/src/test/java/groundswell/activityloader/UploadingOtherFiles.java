package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.CodePage;
import groundswell.domain.files.FileKind;
import groundswell.domain.settings.Settings;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.platform.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Files that are not CSV in UTF-8, from the bucket to the months.
class UploadingOtherFiles {
  private final UploadWorld world = new UploadWorld();

  @Test
  void bringsTheRowsOfAWorkbookIntoMonthsAndItsRejectsBack() throws IOException {
    world.register("ann");

    var upload =
        load(
            workbook(
                List.of("member_id", "date", "metric", "value"),
                List.of("ann", "2026-03-18", "steps", "100"),
                List.of("ann", "2026-02-30", "steps", "100")));

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 0, 1));
    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(18, Quantity.of(100)));
    assertThat(world.rejects(upload))
        .startsWith(
            """
            \ufeff"member_id","date","metric","value","line","error","field","message"
            "ann","2026-02-30","steps","100",3,bad-date,\
            """);
    var corrected = world.rejects(upload).replace("2026-02-30", "2026-02-28");
    assertThat(counts(load(corrected.getBytes(UTF_8)))).isEqualTo(new RowCounts(1, 0, 0, 0));
  }

  @Test
  void bringsJsonLinesIntoMonths() {
    world.register("ann");

    var upload =
        load(
            "{\"member_id\":\"ann\",\"date\":\"2026-03-18\",\"metric\":\"steps\",\"value\":100}"
                .getBytes(UTF_8));

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 0, 0));
  }

  @Test
  void readsAFileAgainThatTurnsOutNotToBeUtf8() {
    world.register("ann", "müller");
    var rows = "ann,2026-03-18,steps,100\n,,,\nmüller,2026-03-18,steps,200\n";

    var upload = load((ACTIVITY_HEADER + rows).getBytes(Charset.forName("windows-1252")));

    assertThat(counts(upload)).isEqualTo(new RowCounts(2, 0, 0, 0));
    assertThat(world.uploads.remarks(world.tenant, upload.id()).notes())
        .hasSize(2)
        .anySatisfy(note -> assertThat(note).contains("was read as windows-1252"))
        .contains("1 empty row was left out");
  }

  @Test
  void readsWhatIsNotUnicodeInTheCodePageOfTheTenant() {
    world.register("\u0159eho\u0159");
    var settings = new Wiring(world.environment).settings();
    var stored = settings.find(world.tenant);
    var held = stored.settings();
    var czech =
        new Settings(
            held.zone(),
            held.entries(),
            held.sources(),
            held.ownEntries(),
            CodePage.of("windows-1250"),
            held.inboxPolicy(),
            held.limits());
    settings.saveIf(world.tenant, stored.next(czech, world.now()), stored.version());

    var rows = ACTIVITY_HEADER + "\u0159eho\u0159,2026-03-18,steps,100\n";
    var upload = load(rows.getBytes(Charset.forName("windows-1250")));

    assertThat(counts(upload)).isEqualTo(new RowCounts(1, 0, 0, 0));
  }

  /// The rejects file has the columns and the notation of the file, so it takes the same mapping.
  @Test
  void takesTheRejectsOfAnotherLayoutBackWithItsMapping() {
    world.register("ann", "bob");
    var mapping = Optional.of("member_id=Nr; date=Tag:dd.MM.yyyy; metric:steps=Schritte:#.##0");
    var first = load("Nr;Tag;Schritte\r\nann;18.03.2026;8.214\r\nbob;18.03.2026;acht\r\n", mapping);
    assertThat(counts(first)).isEqualTo(new RowCounts(1, 0, 0, 1));

    var rejects = world.rejects(first);
    var again = load(rejects, mapping);
    var corrected = load(rejects.replace(";acht;", ";8.200;"), mapping);

    assertThat(rejects).contains(";3;not-a-number;");
    assertThat(world.rejects(again)).isEqualTo(rejects.replace(";3;", ";2;"));
    assertThat(counts(corrected)).isEqualTo(new RowCounts(1, 0, 0, 0));
    assertThat(StoredFates.of(world, corrected))
        .containsExactly("2,1,accepted,,,,bob,2026-03-18,steps,file,8200");
  }

  private Upload load(String text, Optional<String> mapping) {
    var file = text.getBytes(UTF_8);
    var upload =
        world.announce(FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), mapping);
    world.send(upload, file);
    world.drain();
    return world.stored(upload);
  }

  @Test
  void refusesAFileWithoutRows() {
    var upload = load(ACTIVITY_HEADER.getBytes(UTF_8));

    assertThat(upload.state())
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::code)
        .isEqualTo("no-rows");
  }

  @Test
  void refusesAFileWithAStrayQuoteIfAllOfItMustBeGood() {
    world.register("ann");
    var file =
        "member_id,date,metric,value,comment\nann,2026-03-17,steps,1,\"five\nann,2026-03-18,steps,1,\nann,2026-03-19,steps,1,6\"\n"
            .getBytes(UTF_8);
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            file.length,
            new UploadPolicy.AllOrNothing(),
            Optional.of("member_id=member_id"));

    world.send(upload, file);
    world.drain();

    assertThat(world.stored(upload).state())
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::rejectedByCode)
        .isEqualTo(Map.of("bad-quoting", 1L, "not-taken", 2L));
  }

  private Upload load(byte[] file) {
    var upload =
        world.announce(
            FileKind.ACTIVITY, file.length, new UploadPolicy.Partial(), Optional.empty());
    world.send(upload, file);
    world.drain();
    return world.stored(upload);
  }

  private static RowCounts counts(Upload upload) {
    if (upload.state() instanceof Completed completed) return completed.counts();
    throw new AssertionError(upload.state().toString());
  }

  @SafeVarargs
  private static byte[] workbook(List<String>... rows) throws IOException {
    var cells = new StringBuilder();
    for (var row : rows) {
      cells.append("<row>");
      for (var text : row)
        cells.append("<c t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(text));
      cells.append("</row>");
    }
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, "[Content_Types].xml", "<Types/>");
      put(zip, "_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Steps\" r:id=\"a\"/></sheets></workbook>");
      put(zip, "xl/_rels/workbook.xml.rels", relationship("worksheet", "sheet.xml"));
      put(zip, "xl/sheet.xml", "<worksheet><sheetData>" + cells + "</sheetData></worksheet>");
    }
    return bytes.toByteArray();
  }

  private static String relationship(String type, String target) {
    return "<Relationships><Relationship Id=\"a\" Type=\"x/%s\" Target=\"%s\"/></Relationships>"
        .formatted(type, target);
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(UTF_8));
    zip.closeEntry();
  }
}
