package groundswell.api;

import groundswell.domain.activity.Reversal;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Reverting;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What taking back an upload did, or has done so far.
///
/// @param removed values of the upload that stood and are gone
/// @param restored in how many of these places an earlier value stands again
/// @param stayed values of the upload that another one had replaced; that one stays
/// @param done how many parts are taken back, while that goes on
/// @param parts how many parts there are, while that goes on
record ReversalView(
    long removed, long restored, long stayed, @Nullable Integer done, @Nullable Integer parts) {

  /// @return empty unless it was taken back
  static Optional<ReversalView> of(UploadState state) {
    return switch (state) {
      case UploadState.Reverted reverted ->
          Optional.of(of(reverted.takenBack().counts(), null, null));
      case UploadState.Cancelled cancelled ->
          cancelled.takenBack().map(it -> of(it.counts(), null, null));
      case Reverting _,
          UploadState.Created _,
          UploadState.Waiting _,
          UploadState.Checking _,
          UploadState.Undecided _,
          UploadState.Checked _,
          UploadState.Storing _,
          UploadState.Completed _,
          UploadState.Refused _,
          UploadState.Abandoned _ ->
          Optional.empty();
    };
  }

  /// @param done what became of the parts so far
  static ReversalView of(Reverting reverting, Collection<Reversal> done) {
    var sum = done.stream().reduce(Reversal.NONE, Reversal::plus);
    return of(sum, done.size(), reverting.plan().partitions());
  }

  private static ReversalView of(Reversal counts, @Nullable Integer done, @Nullable Integer parts) {
    return new ReversalView(counts.removed(), counts.restored(), counts.stayed(), done, parts);
  }
}
