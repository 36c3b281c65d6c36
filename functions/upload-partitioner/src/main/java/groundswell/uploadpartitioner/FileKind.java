package groundswell.uploadpartitioner;

import groundswell.domain.uploads.MembershipCheck;
import groundswell.domain.uploads.PartitionCodec;
import groundswell.domain.uploads.UploadEntry;
import groundswell.domain.uploads.UploadReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/// How files of one kind are handled in one run: by the rules that the run read when it began.
///
/// @param <E> what a row says
record FileKind<E extends UploadEntry>(
    Opening<E> opening, Supplier<PartitionCodec<E>> codecs, MembershipCheck<E> membership) {
  interface Opening<E extends UploadEntry> {
    UploadReader<E> open(InputStream file) throws IOException;
  }
}
