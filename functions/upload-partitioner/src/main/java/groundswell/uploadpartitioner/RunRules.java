package groundswell.uploadpartitioner;

import groundswell.domain.files.FileReading;
import groundswell.domain.files.MembershipCheck;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.ReadPlan;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Consequences;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/// How one run handles its file: by the rules that it read when it began.
///
/// @param reading how the file is read
/// @param comparison of a partition's good rows with what is stored
/// @param <E> what a row says
record RunRules<E extends UploadEntry>(
    Opening<E> opening,
    FileReading reading,
    Supplier<PartitionCodec<E>> codecs,
    MembershipCheck<E> membership,
    PartitionComparison<E> comparison) {
  /// Whether several rows for one member, metric, day and source are meant by the layout.
  boolean hasSeveralRowsADay() {
    return reading.hasSeveralRowsADay();
  }

  interface Opening<E extends UploadEntry> {
    UploadReader<E> open(InputStream file, ReadPlan plan) throws IOException;
  }

  @FunctionalInterface
  interface PartitionComparison<E extends UploadEntry> {
    /// @param members the stored members whom the partition names
    /// @param leavers members who leave because a complete file does not name them
    /// @param mayRead whether so many items may be read to judge the members
    Compared compare(
        Path partition,
        PartitionCodec<E> codec,
        Map<MemberId, Member> members,
        Collection<Member> leavers,
        LongPredicate mayRead)
        throws IOException;
  }

  /// What storing a partition would change.
  record Compared(Effect effect, Consequences consequences) {
    /// A partition of which only its members are counted.
    static Compared notCompared(long members) {
      return new Compared(new Effect(members, 0, 0, 0, 0, 0), Consequences.NONE);
    }
  }
}
