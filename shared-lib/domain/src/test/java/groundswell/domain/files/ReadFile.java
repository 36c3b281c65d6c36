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
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The result of reading a file.
///
/// @param rows how many rows of the report were received
/// @param rejects the rejects file
record ReadFile(List<UploadEntry> entries, List<Rejection> rejections, long rows, String rejects) {
  static final Instant ACCEPTED_AT = Instant.parse("2026-03-20T12:00:00Z");
  static final EntryRules RULES =
      EntryRules.of(
          List.of(
              metric("steps", 200_000),
              metric("calories", 20_000),
              metric("active_minutes", 1_440),
              metric("water_ml", 20_000)),
          400);
  static final String HEADER = "member_id,date,metric,value,recorded_at,source\n";

  static ReadFile activity(String text) {
    return activity(text.getBytes(UTF_8), Optional.empty());
  }

  static ReadFile activity(String text, String mapping) {
    return activity(text.getBytes(UTF_8), Optional.of(mapping));
  }

  static ReadFile activity(byte[] bytes, Optional<String> mapping) {
    try {
      return read(
          UploadReader.activity(
              new ByteArrayInputStream(bytes), mapping, new EntryChecks(RULES, ACCEPTED_AT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReadFile members(String text, String... challenges) {
    return members(text, Optional.empty(), challenges);
  }

  static ReadFile members(String text, Optional<String> mapping, String... challenges) {
    try {
      return read(
          UploadReader.members(
              new ByteArrayInputStream(text.getBytes(UTF_8)), mapping, ids(challenges)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Metric metric(String id, long dailyMax) {
    return new Metric(new MetricId(id), "units", Quantity.of(dailyMax), 3);
  }

  private static Set<ChallengeId> ids(String... challenges) {
    return Set.copyOf(List.of(challenges).stream().map(ChallengeId::new).toList());
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
    return new ReadFile(entries, rejections, rows[0], rejects.toString(UTF_8));
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

  static Saying.OfSource said(ActivityEntry entry) {
    if (entry.saying() instanceof Saying.OfSource said) return said;
    throw new AssertionError(entry.toString());
  }

  List<RowError> errors() {
    return rejections.stream().map(Rejection::error).toList();
  }
}
