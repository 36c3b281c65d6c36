package groundswell.uploadpartitioner;

import groundswell.domain.files.MembershipCheck;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.uploads.Check.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// How one run handles its file: by the rules that it read when it began.
///
/// @param <E> what a row says
/// @param comparison of a partition's good rows with what is stored
record RunRules<E extends UploadEntry>(
    Opening<E> opening,
    Supplier<PartitionCodec<E>> codecs,
    MembershipCheck<E> membership,
    PartitionComparison<E> comparison) {
  interface Opening<E extends UploadEntry> {
    UploadReader<E> open(InputStream file) throws IOException;
  }

  @FunctionalInterface
  interface PartitionComparison<E extends UploadEntry> {
    /// @param members the stored members whom the partition names
    Effect compare(Path partition, PartitionCodec<E> codec, Map<MemberId, Member> members)
        throws IOException;
  }
}
