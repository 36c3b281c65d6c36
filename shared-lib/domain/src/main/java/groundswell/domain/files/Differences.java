package groundswell.domain.files;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.members.TimeZone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds rows of a file that say different things about the same: activity with other values for
/// the same member, metric, day, source and time of recording, and members with other profiles. One
/// of them wins, but nothing in the file says that it is the right one.
public final class Differences {
  /// How many are named.
  public static final int SAMPLES_MAX = 5;

  private final Map<Object, First> firsts = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private long count;

  /// Takes a row, in the order of the file.
  ///
  /// @param line of its row
  public void add(long line, UploadEntry entry) {
    var next = new First(line, said(entry));
    var first = firsts.putIfAbsent(about(entry), next);
    if (first == null || first.said.equals(next.said)) return;
    count++;
    if (samples.size() < SAMPLES_MAX) {
      samples.add(new Sample(first.line, line, shown(entry), first.said, next.said));
    }
  }

  /// How many rows say something else than the first one about the same.
  public long count() {
    return count;
  }

  /// The first of them.
  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  private static Object about(UploadEntry entry) {
    return switch (entry) {
      case ActivityEntry row ->
          new Key(row.member(), row.metric(), row.day(), sourceOf(row.saying()), row.saidAt());
      case MemberEntry row -> row.member();
    };
  }

  private static String said(UploadEntry entry) {
    return switch (entry) {
      case ActivityEntry row -> said(row.saying());
      case MemberEntry row ->
          "%s, %s, %s"
              .formatted(
                  row.profile().displayName(),
                  row.profile().team().orElse("no team"),
                  row.profile().zone().map(TimeZone::id).orElse("no time zone"));
    };
  }

  private static String said(Saying saying) {
    return switch (saying) {
      case Saying.OfSource(_, var value) -> value.map(Quantity::toString).orElse("no value");
      case Saying.OfCorrection(Ruling.Exactly(var value)) -> value.toString();
      case Saying.OfCorrection(Ruling.Blank()) -> "blank";
      case Saying.OfCorrection(Ruling.Lifted()) -> "lift";
    };
  }

  /// @return empty for a correction, which has no source
  private static Optional<SourceId> sourceOf(Saying saying) {
    return switch (saying) {
      case Saying.OfSource(var source, _) -> Optional.of(source);
      case Saying.OfCorrection _ -> Optional.empty();
    };
  }

  private static String shown(UploadEntry entry) {
    return switch (entry) {
      case ActivityEntry row ->
          "%s of %s on %s"
              .formatted(row.metric(), EntryChecks.shown(row.member().value()), row.day());
      case MemberEntry row -> "member " + EntryChecks.shown(row.member().value());
    };
  }

  private record Key(
      MemberId member, MetricId metric, LocalDate day, Optional<SourceId> source, Instant saidAt) {}

  private record First(long line, String said) {}

  /// @param first the line of the first row
  /// @param other the line of the row that differs
  /// @param about what both are about, for people
  public record Sample(long first, long other, String about, String firstSaid, String otherSaid) {
    /// In a sentence.
    public String text() {
      return "lines %d and %d, %s: %s and %s".formatted(first, other, about, firstSaid, otherSaid);
    }
  }
}
