package groundswell.operatorapi;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.http.Json;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Parked;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.FailureState.Resolved;
import groundswell.operations.domain.RedriveId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A failure as it is listed.
///
/// @param state `open`, `redriving`, `resolved` or `parked`
/// @param note a remark about the state
/// @param origin `queue:<name>` or `stream:<publisher>`
/// @param members how many members it affects
/// @param release of the handler that failed
/// @param expiresAt when it is deleted, with everything that a redrive needs
/// @param lastTookMillis how long the consumer took in the last redrive
record FailureView(
    String failure,
    String group,
    String state,
    @Nullable String note,
    String kind,
    String error,
    String reason,
    String frame,
    String release,
    String origin,
    String eventType,
    @Nullable String tenant,
    @Nullable String upload,
    @Nullable Integer partition,
    @Nullable String challenge,
    int members,
    int receiveCount,
    String firstSeen,
    String lastSeen,
    String expiresAt,
    int redrives,
    @Nullable String lastRedrive,
    @Nullable Long lastTookMillis) {

  static FailureView of(Failure failure, FailureRetention retention) {
    var cause = failure.cause();
    var subject = failure.subject();
    return new FailureView(
        failure.id().value(),
        failure.group().value(),
        failure.state().named().label(),
        note(failure),
        cause.kind().label(),
        cause.error(),
        cause.reason(),
        cause.frame(),
        cause.release(),
        failure.message().origin().text(),
        subject.eventType(),
        subject.tenant().map(TenantId::value).orElse(null),
        subject.upload().map(UploadId::value).orElse(null),
        subject.partition().orElse(null),
        subject.challenge().map(ChallengeId::value).orElse(null),
        subject.members().count(),
        failure.message().receiveCount(),
        Json.time(failure.seen().first()),
        Json.time(failure.seen().last()),
        Json.time(retention.expiryOf(failure)),
        failure.history().redrives(),
        failure.history().last().map(RedriveId::value).orElse(null),
        failure.history().took().map(Duration::toMillis).orElse(null));
  }

  private static @Nullable String note(Failure failure) {
    return switch (failure.state()) {
      case Open() -> null;
      case Redriving(var redrive, var step, var failed) ->
          failed
              .map(
                  why ->
                      "failed again in step %d of redrive %s: %s".formatted(step + 1, redrive, why))
              .orElse("in step %d of redrive %s".formatted(step + 1, redrive));
      case Resolved(var redrive, var at) ->
          "resolved by redrive %s at %s".formatted(redrive, Json.time(at));
      case Parked(var by, var reason, var at) ->
          "parked by %s at %s: %s".formatted(by, Json.time(at), reason);
    };
  }
}
