package groundswell.uploadpartitioner;

import groundswell.domain.files.MembershipCheck;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.ReadPlan;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/// How one run handles its file: by the rules that it read when it began.
///
/// @param <E> what a row says
record RunRules<E extends UploadEntry>(
    Opening<E> opening, Supplier<PartitionCodec<E>> codecs, MembershipCheck<E> membership) {
  interface Opening<E extends UploadEntry> {
    UploadReader<E> open(InputStream file, ReadPlan plan) throws IOException;
  }
}
