package groundswell.api;

import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import groundswell.domain.uploads.Uploads;
import groundswell.domain.visibility.Visibility;
import groundswell.domain.visibility.Visibility.Obstacle;
import groundswell.domain.visibility.VisibilityReader;
import groundswell.http.Answer;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.Failures;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the boards show an upload. The answer has a route of its own, because it reads members,
/// progress and boards, which would make each look at an upload slow.
final class VisibilityRoutes {
  private final Uploads uploads;
  private final VisibilityReader reader;
  private final Failures failures;

  VisibilityRoutes(Uploads uploads, VisibilityReader reader, Failures failures) {
    this.uploads = uploads;
    this.reader = reader;
    this.failures = failures;
  }

  void addTo(Router<TenantAccess> router) {
    router.add("GET /uploads/{upload}/visible", TenantAccess.READ, this::look);
  }

  private Answer look(Request request) {
    var upload = Lookup.upload(uploads, request.tenant(), request.upload());
    return Answer.ok(
        upload.kind() == FileKind.MEMBERS
            ? nothing(upload, "only files of activity become visible; this one has members")
            : ofActivity(upload));
  }

  private VisibilityView ofActivity(Upload upload) {
    return switch (upload.state()) {
      case Created _, Waiting _, Checking _, Undecided _, Checked _ ->
          nothing(upload, "nothing of it is stored yet");
      case Refused _, Cancelled _ -> nothing(upload, "nothing of it is stored");
      case Reverting _ -> nothing(upload, "it is being taken back");
      case Reverted _ -> nothing(upload, "it was taken back");
      case Storing storing -> {
        var seen = reader.look(upload.tenant(), upload.id());
        yield view(upload, seen, storing.partitions());
      }
      case Completed _, Abandoned _ -> {
        var seen = reader.look(upload.tenant(), upload.id());
        yield view(upload, seen, seen.partitions());
      }
    };
  }

  private static VisibilityView nothing(Upload upload, String note) {
    return new VisibilityView(
        upload.id().value(), upload.state().label(), false, 0, 0, null, null, note);
  }

  /// @param partitions how many it has, or will have
  private VisibilityView view(Upload upload, Visibility seen, int partitions) {
    boolean visible = seen.visible() == partitions;
    var failed = visible ? Optional.<FailedParts>empty() : FailedParts.of(upload, failures);
    return new VisibilityView(
        upload.id().value(),
        upload.state().label(),
        visible,
        seen.visible(),
        partitions,
        seen.obstacle().map(VisibilityRoutes::waiting).orElse(null),
        failed.orElse(null),
        seen.obstacle().filter(Obstacle.Forgotten.class::isInstance).isPresent()
            ? "whether boards show it cannot be determined any more: the list of what the upload"
                + " touched has expired"
            : null);
  }

  private static @Nullable WaitingFor waiting(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Unscored(var member, var challenge) ->
          new WaitingFor("progress", member.value(), challenge.value());
      case Obstacle.Unpublished(var member, var challenge) ->
          new WaitingFor("board", member.value(), challenge.value());
      case Obstacle.Forgotten() -> null;
    };
  }

  /// @param visible whether the boards show all of it, or something later
  /// @param partitionsVisible how many of its parts are known to be visible
  /// @param partitions how many parts it has
  /// @param waitingFor the first thing found that is not visible
  /// @param failed what failed and waits for a redrive
  /// @param note a remark in a sentence, if there is one
  record VisibilityView(
      String upload,
      String state,
      boolean visible,
      int partitionsVisible,
      int partitions,
      @Nullable WaitingFor waitingFor,
      @Nullable FailedParts failed,
      @Nullable String note) {}

  /// @param stage `progress` if the member's progress is to be calculated, `board` if the board is
  ///     to be built
  record WaitingFor(String stage, String member, String challenge) {}
}
