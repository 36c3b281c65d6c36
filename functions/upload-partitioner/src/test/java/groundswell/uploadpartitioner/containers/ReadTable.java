package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.FileReading;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.ReadPlan;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MetricId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;

/// What became of the rows of a file of activity.
///
/// @param fates of each row: `line member day metric value`, or `line` and the code of its error
/// @param rejects the rejects file
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record ReadTable(List<String> fates, List<String> notes, byte[] rejects) {
  static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

  private static final EntryRules RULES =
      EntryRules.of(
          List.of(
              new Metric(new MetricId("steps"), "steps", Quantity.of(200_000), 2),
              new Metric(new MetricId("floors"), "floors", Quantity.of(9_000), 0),
              new Metric(new MetricId("distance_km"), "km", Quantity.of(300))),
          400);
  private static final EntryChecks CHECKS = new EntryChecks(RULES, NOW);

  static ReadTable of(byte[] file, String mapping) {
    return of(file, Optional.of(mapping), Limits.DEFAULT);
  }

  static ReadTable of(byte[] file) {
    return of(file, Optional.empty(), Limits.DEFAULT);
  }

  static ReadTable of(byte[] file, Optional<String> mapping, Limits limits) {
    return of(file, mapping, limits, CHECKS);
  }

  static ReadTable of(byte[] file, Optional<String> mapping, Limits limits, EntryChecks checks) {
    var found = new ArrayList<ReadTable>();
    try {
      var directory = Files.createTempDirectory("containers");
      try {
        var reading = new AtomicReference<>(FileReading.OURS);
        ReadPlan.first(new FileContainers(directory, limits))
            .read(
                () -> new ByteArrayInputStream(file),
                (bytes, plan) -> reading.set(reading(bytes, plan, mapping, checks)))
            .read(
                () -> new ByteArrayInputStream(file),
                (bytes, plan) -> found.add(read(bytes, plan, reading.get(), checks)));
      } finally {
        checkEmpty(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.getFirst();
  }

  String rejectsText() {
    return new String(rejects, UTF_8);
  }

  private static FileReading reading(
      InputStream file, ReadPlan plan, Optional<String> mapping, EntryChecks checks)
      throws IOException {
    return FileReading.ofActivity(file, plan, mapping, NamedMappings.BUILT_IN, checks);
  }

  private static ReadTable read(
      InputStream file, ReadPlan plan, FileReading reading, EntryChecks checks) throws IOException {
    var fates = new ArrayList<String>();
    var rejects = new ByteArrayOutputStream();
    try (var reader = UploadReader.activity(file, plan, reading, checks)) {
      reader.writeRejectsHeader(rejects);
      reader.forEach(
          (row, checked) -> {
            switch (checked) {
              case CheckedRow.Good<ActivityEntry>(var entries) ->
                  entries.forEach(entry -> fates.add(row.line() + " " + shown(entry)));
              case CheckedRow.Bad<ActivityEntry>(var rejection, _) -> {
                fates.add(row.line() + " " + rejection.error().code());
                reader.writeReject(row, rejection, rejects);
              }
            }
          });
      return new ReadTable(fates, reader.notes(), rejects.toByteArray());
    }
  }

  private static String shown(ActivityEntry entry) {
    if (!(entry.saying() instanceof Saying.OfSource(_, var value)))
      throw new AssertionError(entry.toString());
    return "%s %s %s %s"
        .formatted(entry.member(), entry.day(), entry.metric(), value.orElseThrow());
  }

  /// Nothing may be left on the disk, also after a refusal.
  private static void checkEmpty(Path directory) throws IOException {
    try (var left = Files.list(directory)) {
      Assertions.assertEquals(List.of(), left.toList());
    }
    Files.delete(directory);
  }
}
