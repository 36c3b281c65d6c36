package groundswell.api;

import groundswell.domain.uploads.Order;
import groundswell.domain.uploads.Order.Outcome;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.ReversalEffect;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.Uploads;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.platform.uploads.ReversalPreview;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what taking back an upload would change, part by part. A part is read in one request, so
/// that a request takes a second or two, however large the file was.
final class RevertCheckRoutes {
  private final Uploads uploads;
  private final ReversalPreview preview;
  private final InstantSource clock;

  RevertCheckRoutes(Uploads uploads, ReversalPreview preview, InstantSource clock) {
    this.uploads = uploads;
    this.preview = preview;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router.add("GET /uploads/{upload}/revert-check", TenantAccess.READ, this::check);
  }

  private Answer check(Request request) {
    request.checkQuery(Set.of("cursor"));
    int part = request.number("cursor", 0, Partitions.COUNT_MAX).orElse(0);
    var upload = Lookup.upload(uploads, request.tenant(), request.upload());
    var plan = planOf(new Order.Revert("").on(upload, clock.instant()), upload.state());
    if (part >= plan.partitions())
      throw HttpProblem.badRequest(
          "cursor: there is no part %d; the parts of the upload are 0 to %d"
              .formatted(part, plan.partitions() - 1));
    var effect = preview.of(request.tenant(), upload.id(), plan, part);
    return Answer.ok(RevertCheck.of(effect, part, plan.partitions()));
  }

  private static UploadState.Storing planOf(Outcome outcome, UploadState state) {
    return switch (outcome) {
      case Outcome.Moves(var next) -> ((Reverting) next.state()).plan();
      case Outcome.Stands() ->
          throw HttpProblem.of(
              ProblemCode.ENDED, "the upload is %s already".formatted(state.label()));
      case Outcome.Refused(var misfit, var reason) ->
          throw HttpProblem.of(UploadRoutes.code(misfit), reason);
    };
  }

  /// @param part the part that was looked at, from 0
  /// @param members for how many members a day would change
  /// @param daysEmptied days that would have no value any more
  /// @param daysChanged days that would fall back to an older value or another source
  /// @param daysUnchanged days of its rows whose value stays, because something else counts
  /// @param monthsGone months that are there no longer, because their members were erased
  /// @param removed values of the upload that stand and would go
  /// @param restored in how many of these places an earlier value would stand again
  /// @param stayed values of the upload that another one has replaced
  /// @param next the cursor of the next part, if there is one
  record RevertCheck(
      int part,
      int parts,
      long members,
      long daysEmptied,
      long daysChanged,
      long daysUnchanged,
      long monthsGone,
      long removed,
      long restored,
      long stayed,
      @Nullable String next) {
    static RevertCheck of(ReversalEffect effect, int part, int parts) {
      return new RevertCheck(
          part,
          parts,
          effect.members(),
          effect.daysEmptied(),
          effect.daysChanged(),
          effect.daysUnchanged(),
          effect.monthsGone(),
          effect.counts().removed(),
          effect.counts().restored(),
          effect.counts().stayed(),
          part + 1 < parts ? Integer.toString(part + 1) : null);
    }
  }
}
