package groundswell.operations.domain;

import groundswell.domain.Versions;
import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Parked;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.FailureState.Resolved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A message that failed, and what became of it; the message itself is apart. Each change is a
/// decision that is empty where there is nothing to change, so that it can be taken twice.
///
/// @param messageIds the messages that it arrived as, latest last
/// @param redrives how often it was redriven since it last succeeded
/// @param lastRedrive the last one that took it
/// @param lastTook how long the consumer needed for its first attempt in that redrive
/// @param version rises with every change; a write is conditioned on it
public record Failure(
    FailureId id,
    Origin origin,
    Cause cause,
    Subject subject,
    int receiveCount,
    Instant firstSeen,
    Instant lastSeen,
    List<String> messageIds,
    FailureState state,
    int redrives,
    Optional<RedriveId> lastRedrive,
    Optional<Duration> lastTook,
    long version) {
  /// How many messages of one failure are remembered.
  private static final int MESSAGE_IDS_MAX = 8;

  public Failure {
    messageIds = List.copyOf(messageIds);
  }

  public static Failure of(Arrival arrival) {
    return new Failure(
        arrival.id(),
        arrival.origin(),
        arrival.cause(),
        arrival.subject(),
        arrival.receiveCount(),
        arrival.firstSeen(),
        arrival.failedAt(),
        List.of(arrival.messageId()),
        new Open(),
        arrival.redrives(),
        Optional.empty(),
        Optional.empty(),
        Versions.NONE);
  }

  public Fingerprint group() {
    return Fingerprint.of(origin, cause, subject.eventType());
  }

  /// The failure after a message of it arrived: open, also if it was parked or resolved, because it
  /// failed anew. A message that arrived before changes nothing.
  public Optional<Failure> seen(Arrival arrival) {
    if (messageIds.contains(arrival.messageId())) return Optional.empty();
    var ids = new ArrayList<>(messageIds);
    ids.add(arrival.messageId());
    return Optional.of(
        new Failure(
            id,
            origin,
            arrival.cause(),
            arrival.subject(),
            arrival.receiveCount(),
            earlier(firstSeen, arrival.firstSeen()),
            later(lastSeen, arrival.failedAt()),
            ids.subList(Math.max(0, ids.size() - MESSAGE_IDS_MAX), ids.size()),
            new Open(),
            Math.max(redrives, arrival.redrives()),
            lastRedrive,
            lastTook,
            version));
  }

  /// The failure as a step of a redrive takes it; empty if it is not open, or if it failed again
  /// in that redrive, which would otherwise send it for ever.
  public Optional<Failure> claimed(RedriveId redrive, int step) {
    return state instanceof Open && !lastRedrive.equals(Optional.of(redrive))
        ? Optional.of(
            with(
                new Redriving(redrive, step, Optional.empty()),
                redrives + 1,
                Optional.of(redrive),
                Optional.empty()))
        : Optional.empty();
  }

  /// Whether a step of a redrive has it, and nothing was heard of it yet.
  public boolean isWith(RedriveId redrive, int step) {
    return state instanceof Redriving(var by, var at, var failed)
        && by.equals(redrive)
        && at == step
        && failed.isEmpty();
  }

  /// The consumer finished it. How often it was redriven counts anew: a command has the same body
  /// in each incident.
  public Optional<Failure> succeeded(RedriveId redrive, Duration took, Instant at) {
    return isWith(redrive)
        ? Optional.of(with(new Resolved(redrive, at), 0, lastRedrive, Optional.of(took)))
        : Optional.empty();
  }

  /// The consumer's attempt failed; the queue tries it again.
  public Optional<Failure> failedAgain(RedriveId redrive, Duration took, String reason) {
    return state instanceof Redriving(var by, var step, var failed)
            && by.equals(redrive)
            && failed.isEmpty()
        ? Optional.of(
            with(
                new Redriving(by, step, Optional.of(Cause.cut(reason))),
                redrives,
                lastRedrive,
                Optional.of(took)))
        : Optional.empty();
  }

  /// Nobody tries it again: it is open, and what of it could not be handled is recorded anew.
  public Optional<Failure> givenUp(RedriveId redrive, Duration took) {
    return isWith(redrive)
        ? Optional.of(with(new Open(), redrives, lastRedrive, Optional.of(took)))
        : Optional.empty();
  }

  /// It was not sent after all.
  public Optional<Failure> released(RedriveId redrive) {
    return state instanceof Redriving(var by, _, var failed)
            && by.equals(redrive)
            && failed.isEmpty()
        ? Optional.of(with(new Open(), Math.max(0, redrives - 1), Optional.empty(), lastTook))
        : Optional.empty();
  }

  /// Put aside by somebody; only what is open can be.
  public Optional<Failure> parked(String by, String reason, Instant at) {
    return state instanceof Open ? Optional.of(with(new Parked(by, reason, at))) : Optional.empty();
  }

  /// Open again: what was parked, or what a redrive took and never heard of again.
  public Optional<Failure> restored() {
    return switch (state) {
      case Parked _, Redriving _ -> Optional.of(with(new Open()));
      case Open _, Resolved _ -> Optional.empty();
    };
  }

  private boolean isWith(RedriveId redrive) {
    return state instanceof Redriving redriving && redriving.redrive().equals(redrive);
  }

  private Failure with(FailureState next) {
    return with(next, redrives, lastRedrive, lastTook);
  }

  private Failure with(
      FailureState next, int redrives, Optional<RedriveId> redrive, Optional<Duration> took) {
    return new Failure(
        id,
        origin,
        cause,
        subject,
        receiveCount,
        firstSeen,
        lastSeen,
        messageIds,
        next,
        redrives,
        redrive,
        took,
        version);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
