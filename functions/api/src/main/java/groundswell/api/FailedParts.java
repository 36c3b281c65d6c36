package groundswell.api;

import groundswell.domain.uploads.Upload;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Failures;
import groundswell.operations.failures.TouchedMember;
import groundswell.platform.uploads.UploadCommand.PartitionReverted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parts of an upload that failed and wait for a redrive. Parts of an upload that is taken back
/// wait only if they could not be taken back: those that were not loaded pass.
///
/// @param partitions how many of its parts could not be loaded or taken back
/// @param messages how many messages failed
/// @param members the first of the affected members
/// @param note what it means, in words
record FailedParts(long partitions, int messages, List<TouchedMember> members, String note) {
  private static final int READ_MAX = 100;

  /// Reads one page of the open failures: enough for a report, and cheap for clients that poll.
  ///
  /// @return empty if nothing failed
  static Optional<FailedParts> of(Upload upload, Failures failures) {
    var filter = FailureFilter.OPEN.withTenant(upload.tenant()).withUpload(upload.id());
    var open = failures.page(filter, READ_MAX, Optional.empty());
    boolean takenBack = upload.state().planTakenBack().isPresent();
    var found =
        open.failures().stream()
            .filter(it -> !takenBack || it.subject().eventType().equals(PartitionReverted.TYPE))
            .toList();
    if (found.isEmpty()) return Optional.empty();
    var subjects = found.stream().map(Failure::subject).toList();
    var effect = takenBack ? "they are taken back" : "their rows count";
    return Optional.of(
        new FailedParts(
            subjects.stream().flatMap(subject -> subject.partition().stream()).distinct().count(),
            subjects.size(),
            TouchedMember.of(failures.messages(naming(found)).values()),
            open.next().isPresent()
                ? "only the first failures are listed; %s once they are redriven".formatted(effect)
                : effect + " once they are redriven"));
  }

  /// The first failures whose messages together name as many members as are shown.
  private static List<FailureId> naming(List<Failure> failures) {
    var some = new ArrayList<FailureId>();
    int members = 0;
    for (var failure : failures) {
      int touched = failure.subject().members().count();
      if (touched > 0) some.add(failure.id());
      members += touched;
      if (members >= TouchedMember.SHOWN_MAX) break;
    }
    return some;
  }
}
