package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Quantity;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MetricId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The result of reading a file.
///
/// @param rows how many rows of the report were received
/// @param rejects the rejects file
/// @param notes what the report says about how the file was read
record ReadFile(
    List<UploadEntry> entries,
    List<Rejection> rejections,
    long rows,
    String rejects,
    List<String> notes) {
  static final Instant ACCEPTED_AT = Instant.parse("2026-03-20T12:00:00Z");
  static final EntryRules RULES =
      EntryRules.of(
          List.of(
              metric("steps", 200_000),
              metric("calories", 20_000),
              metric("active_minutes", 1_440),
              metric("water_ml", 20_000),
              metric("distance_km", 500),
              metric("floors", 2_000),
              metric("sleep_hours", 24)),
          400);
  static final EntryChecks CHECKS = new EntryChecks(RULES, ACCEPTED_AT);
  static final String HEADER = "member_id,date,metric,value,recorded_at,source\n";

  static ReadFile activity(String text) {
    return activity(text.getBytes(UTF_8), Optional.empty());
  }

  static ReadFile activity(String text, String mapping) {
    return activity(text.getBytes(UTF_8), Optional.of(mapping));
  }

  static ReadFile activity(byte[] bytes, Optional<String> mapping) {
    return activity(bytes, mapping, NamedMappings.BUILT_IN);
  }

  /// A file of a tenant with mappings of its own.
  static ReadFile activity(byte[] bytes, Optional<String> mapping, NamedMappings named) {
    return read(
        bytes,
        (file, plan) -> FileReading.ofActivity(file, plan, mapping, named, CHECKS),
        (file, plan, reading) -> UploadReader.activity(file, plan, reading, CHECKS));
  }

  /// What is found out about an activity file before its rows are checked.
  static FileReading reading(byte[] bytes, Optional<String> mapping) {
    return reading(bytes, mapping, NamedMappings.BUILT_IN);
  }

  /// What is found out about an activity file of a tenant with mappings of its own.
  static FileReading reading(byte[] bytes, Optional<String> mapping, NamedMappings named) {
    var found = new AtomicReference<FileReading>();
    pass(
        ReadPlan.first(Containers.NONE),
        bytes,
        (file, plan) -> found.set(FileReading.ofActivity(file, plan, mapping, named, CHECKS)));
    return found.get();
  }

  static ReadFile members(String text, String... challenges) {
    return members(text, Optional.empty(), challenges);
  }

  static ReadFile members(String text, Optional<String> mapping, String... challenges) {
    return read(
        text.getBytes(UTF_8),
        (file, plan) -> FileReading.ofMembers(file, plan, mapping, NamedMappings.BUILT_IN),
        (file, plan, reading) -> UploadReader.members(file, plan, reading, ids(challenges)));
  }

  private static Metric metric(String id, long dailyMax) {
    return new Metric(new MetricId(id), "units", Quantity.of(dailyMax));
  }

  private static Set<ChallengeId> ids(String... challenges) {
    return Set.copyOf(List.of(challenges).stream().map(ChallengeId::new).toList());
  }

  private static <E extends UploadEntry> ReadFile read(
      byte[] bytes, Look look, Opening<E> opening) {
    var reading = new AtomicReference<FileReading>();
    var result = new AtomicReference<ReadFile>();
    var known =
        pass(
            ReadPlan.first(Containers.NONE),
            bytes,
            (file, plan) -> reading.set(look.at(file, plan)));
    pass(known, bytes, (file, plan) -> result.set(read(opening.open(file, plan, reading.get()))));
    return result.get();
  }

  private static ReadPlan pass(ReadPlan plan, byte[] bytes, ReadPlan.Pass pass) {
    try {
      return plan.read(() -> new ByteArrayInputStream(bytes), pass);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <E extends UploadEntry> ReadFile read(UploadReader<E> reader) throws IOException {
    var entries = new ArrayList<UploadEntry>();
    var rejections = new ArrayList<Rejection>();
    var rows = new long[1];
    var rejects = new ByteArrayOutputStream();
    reader.writeRejectsHeader(rejects);
    reader.forEach(
        (row, checked) -> {
          switch (checked) {
            case CheckedRow.Good<E>(var good) -> {
              entries.addAll(good);
              rows[0] += good.size();
            }
            case CheckedRow.Bad<E>(var rejection, var count) -> {
              rejections.add(rejection);
              rows[0] += count;
              reader.writeReject(row, rejection, rejects);
            }
          }
        });
    return new ReadFile(entries, rejections, rows[0], rejects.toString(UTF_8), reader.notes());
  }

  private interface Look {
    FileReading at(InputStream file, ReadPlan plan) throws IOException;
  }

  private interface Opening<E extends UploadEntry> {
    UploadReader<E> open(InputStream file, ReadPlan plan, FileReading reading) throws IOException;
  }

  /// The only entry of an activity file.
  ActivityEntry entry() {
    if (entries.size() != 1 || !rejections.isEmpty()) throw new AssertionError(toString());
    return (ActivityEntry) entries.getFirst();
  }

  /// What the only entry's source says.
  Saying.OfSource said() {
    return said(entry());
  }

  /// The value of the only entry's source.
  Quantity value() {
    return value(entry());
  }

  static Quantity value(UploadEntry entry) {
    return said((ActivityEntry) entry).value().orElseThrow();
  }

  static Saying.OfSource said(ActivityEntry entry) {
    if (entry.saying() instanceof Saying.OfSource said) return said;
    throw new AssertionError(entry.toString());
  }

  List<RowError> errors() {
    return rejections.stream().map(Rejection::error).toList();
  }
}
