package groundswell.uploadpartitioner;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.CsvRow;
import groundswell.domain.files.Rejection;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.uploads.Check;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Check.Sample;
import groundswell.domain.uploads.Consequences;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Understanding;
import groundswell.uploadpartitioner.RunRules.Compared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Collects what the check of a file shows: its first rows, and what storing it would change.
/// Thread-safe.
///
/// @param <E> what a row says
final class Preview<E extends UploadEntry> {
  private final List<First<E>> first = new ArrayList<>();
  private Effect effect = Effect.NONE;
  private Consequences consequences = Consequences.NONE;
  private long readsLeft = Check.READS_MAX;
  private long membersTaken;

  /// Takes a row, in the order of the file.
  synchronized void see(CsvRow row, CheckedRow<E> checked) throws IOException {
    if (first.size() == Check.SAMPLES_MAX) return;
    var text = new ByteArrayOutputStream();
    row.writeTo(text);
    var sample = Understanding.of(row.line(), text.toString(UTF_8), checked);
    var entry =
        checked instanceof CheckedRow.Good<E>(var entries) && !entries.isEmpty()
            ? Optional.of(entries.getFirst())
            : Optional.<E>empty();
    first.add(new First<>(row.ordinal(), sample, entry));
  }

  /// Whether the members of a partition are still compared.
  ///
  /// @param members how many it has
  synchronized boolean takes(long members) {
    if (membersTaken > 0 && membersTaken + members > Check.MEMBERS_MAX) return false;
    membersTaken += members;
    return true;
  }

  /// Whether so many items may be read to judge the members of a partition.
  synchronized boolean mayRead(long items) {
    if (items > readsLeft) return false;
    readsLeft -= items;
    return true;
  }

  synchronized void add(Compared ofPartition) {
    effect = effect.plus(ofPartition.effect());
    consequences = consequences.plus(ofPartition.consequences());
  }

  /// @param wrongMember why a good row is rejected because of its member, by the row's ordinal
  /// @param leavers who would leave, if the file says that it is complete
  synchronized Check check(
      BiFunction<Long, E, Optional<Rejection>> wrongMember, Optional<Leavers> leavers) {
    return new Check(
        effect, consequences, first.stream().map(row -> row.sample(wrongMember)).toList(), leavers);
  }

  /// One of the first rows.
  ///
  /// @param entry what it says, if it is good; the first of several
  private record First<E>(long ordinal, Sample sample, Optional<E> entry) {
    Sample sample(BiFunction<Long, E, Optional<Rejection>> wrongMember) {
      return entry
          .flatMap(it -> wrongMember.apply(ordinal, it))
          .map(rejection -> sample.rejectedBecause(rejection.message()))
          .orElse(sample);
    }
  }
}
