package groundswell.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.FileReading;
import groundswell.domain.files.ReadPlan;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MetricId;
import groundswell.uploadpartitioner.containers.FileContainers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Measures the reader of files alone: a pass over rows in memory, every row checked. Times are
/// processor time of one thread, so that other processes do not count. The first passes warm the
/// JVM up and are not judged.
final class BenchReader {
  private static final int ROWS = 1_000_000;
  private static final int WORKBOOK_ROWS = 200_000;
  private static final int ROWS_MAX = UploadReader.ROWS_MAX;
  private static final int PASSES = 10;
  private static final int MEMBERS = 20_000;
  private static final double MEGABYTE = 1e6;
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);
  private static final List<String> METRICS = List.of("steps", "calories", "active_minutes");
  private static final EntryChecks CHECKS =
      new EntryChecks(
          EntryRules.of(
              METRICS.stream()
                  .map(id -> new Metric(new MetricId(id), "units", Quantity.of(200_000)))
                  .toList(),
              400),
          Instant.parse("2026-03-20T12:00:00Z"));

  private final Bounds bounds = new Bounds(System.out);
  private final ReadPlan plan;

  private BenchReader(Path directory) {
    plan = ReadPlan.first(new FileContainers(directory));
  }

  public static void main(String[] arguments) throws IOException {
    var bench = new BenchReader(Path.of(arguments[0]));
    bench.csv();
    bench.others();
    bench.memory();
    if (!bench.bounds.broken().isEmpty()) {
      System.out.println("Not kept: " + String.join(", ", bench.bounds.broken()));
      System.exit(1);
    }
  }

  /// Each form costs what it takes to unpack or decode it, besides the reading.
  private void csv() throws IOException {
    var plain = csv(',', "m-%05d");
    var utf8 = plain.getBytes(UTF_8);
    pass(utf8);
    bounds.atLeast("rows/s of UTF-8", pass(utf8), 1_500_000);
    bounds.atLeast("rows/s with CR", pass(plain.replace('\n', '\r').getBytes(UTF_8)), 1_500_000);
    bounds.atLeast(
        "rows/s with quotes and |", pass(csv('|', "\"m-%05d\"").getBytes(UTF_8)), 1_500_000);
    bounds.atLeast("rows/s gzipped", pass(gzip(utf8)), 1_000_000);
    var letters = csv(',', "mü-%05d");
    bounds.atLeast("rows/s beyond ASCII", pass(letters.getBytes(UTF_8)), 1_000_000);
    bounds.atLeast("rows/s of UTF-16", pass(letters.getBytes(UTF_16LE)), 750_000);
    bounds.atLeast(
        "rows/s of Windows-1252, with the search for it",
        pass(letters.getBytes(Charset.forName("windows-1252"))),
        600_000);
  }

  private void others() throws IOException {
    bounds.atLeast("rows/s of JSON Lines", pass(jsonLines()), 250_000);
    bounds.atLeast("rows/s of a workbook", pass(workbook()), 100_000);
  }

  /// Reads as many rows as a file may have, and compares the memory in use near the beginning and
  /// at the end.
  private void memory() throws IOException {
    var rows = csv(',', "m-%05d").getBytes(UTF_8);
    int header = 1 + new String(rows, UTF_8).indexOf('\n');
    var file = new Repeated(rows, header, ROWS_MAX / ROWS);
    var used = new double[2];
    var read = new int[1];
    UploadReader.activity(file, plan, FileReading.OURS, CHECKS)
        .forEach(
            (_, _) -> {
              if (++read[0] == ROWS) used[0] = heapMegabytes();
              if (read[0] == ROWS_MAX) used[1] = heapMegabytes();
            });
    bounds.atLeast("rows read", (double) read[0], ROWS_MAX);
    bounds.atMost("MB more after 10 million rows than after one", used[1] - used[0], 4);
  }

  /// The best of several passes, in rows for each second of a processor.
  private double pass(byte[] file) throws IOException {
    double best = 0;
    for (int i = 0; i < PASSES; i++) {
      var good = new long[1];
      long start = cpuNanos();
      plan.read(
          () -> new ByteArrayInputStream(file),
          (bytes, attempt) -> good[0] = goodRows(bytes, attempt));
      double seconds = (cpuNanos() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      best = Math.max(best, good[0] / seconds);
    }
    return best;
  }

  private static long goodRows(InputStream bytes, ReadPlan attempt) throws IOException {
    var good = new long[1];
    try (var reader = UploadReader.activity(bytes, attempt, FileReading.OURS, CHECKS)) {
      reader.forEach(
          (_, checked) -> {
            if (checked instanceof CheckedRow.Good<?>) good[0]++;
          });
    }
    return good[0];
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double heapMegabytes() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
  }

  private static String csv(char delimiter, String member) {
    var random = new Random(1);
    var text = new StringBuilder("member_id,date,metric,value,recorded_at,source\n");
    for (int i = 0; i < ROWS; i++) {
      var day = FIRST_DAY.plusDays(random.nextInt(18));
      text.append(member.formatted(random.nextInt(MEMBERS)))
          .append(',')
          .append(day)
          .append(',')
          .append(METRICS.get(random.nextInt(METRICS.size())))
          .append(',')
          .append(random.nextInt(20_000))
          .append(',')
          .append(day)
          .append("T21:04:%02d+01:00,watch".formatted(random.nextInt(60)))
          .append('\n');
    }
    return text.toString().replace(',', delimiter);
  }

  private static byte[] jsonLines() {
    var text = new StringBuilder();
    csv(',', "m-%05d")
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(
            row ->
                text.append(
                    "{\"member_id\":\"%s\",\"date\":\"%s\",\"metric\":\"%s\",\"value\":%s}%n"
                        .formatted(row[0], row[1], row[2], row[3])));
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] workbook() throws IOException {
    var rows = new StringBuilder();
    csv(',', "m-%05d")
        .lines()
        .limit(WORKBOOK_ROWS + 1L)
        .forEach(
            line -> {
              rows.append("<row>");
              for (var field : line.split(",", -1))
                rows.append("<c t=\"inlineStr\"><is><t>").append(field).append("</t></is></c>");
              rows.append("</row>");
            });
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, "[Content_Types].xml", "<Types/>");
      put(
          zip,
          "_rels/.rels",
          "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>");
      put(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>");
      put(zip, "xl/sheet.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(UTF_8));
    zip.closeEntry();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /// A file whose rows come several times.
  private static final class Repeated extends InputStream {
    private final byte[] bytes;
    private final int header;
    private int times;
    private int position;

    Repeated(byte[] bytes, int header, int times) {
      this.bytes = bytes;
      this.header = header;
      this.times = times;
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == bytes.length) {
        if (--times == 0) return -1;
        position = header;
      }
      int count = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
  }
}
