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

/// A message that failed, and what became of it. The message's content is stored separately. Each
/// change is a decision; it is empty if there is nothing to change, so it is idempotent.
///
/// @param version rises with every change; writes are conditional on it
public record Failure(
    FailureId id,
    Message message,
    Cause cause,
    Subject subject,
    Seen seen,
    FailureState state,
    History history,
    long version) {

  public static Failure of(Arrival arrival) {
    return new Failure(
        arrival.id(),
        new Message(arrival.origin(), List.of(arrival.messageId()), arrival.receiveCount()),
        arrival.cause(),
        arrival.subject(),
        Seen.of(arrival),
        new Open(),
        new History(arrival.redrives(), Optional.empty(), Optional.empty()),
        Versions.NONE);
  }

  /// What failed.
  ///
  /// @param ids the ids of its messages, latest last
  /// @param receiveCount how often the latest message was received
  public record Message(Origin origin, List<String> ids, int receiveCount) {
    /// How many messages of one failure are remembered.
    private static final int IDS_MAX = 8;

    public Message {
      ids = List.copyOf(ids);
    }

    private Message and(Arrival arrival) {
      var all = new ArrayList<>(ids);
      all.add(arrival.messageId());
      return new Message(
          origin,
          all.subList(Math.max(0, all.size() - IDS_MAX), all.size()),
          arrival.receiveCount());
    }
  }

  /// When it was first sent since it last succeeded, and when it was last given up.
  public record Seen(Instant first, Instant last) {
    static Seen of(Arrival arrival) {
      return new Seen(arrival.firstSeen(), arrival.failedAt());
    }

    private Seen and(Arrival arrival) {
      return new Seen(
          arrival.firstSeen().isBefore(first) ? arrival.firstSeen() : first,
          arrival.failedAt().isAfter(last) ? arrival.failedAt() : last);
    }
  }

  /// Its redrives.
  ///
  /// @param redrives how often it was redriven since it last succeeded
  /// @param last the last redrive that took it
  /// @param took how long the consumer's first attempt in that redrive took
  public record History(int redrives, Optional<RedriveId> last, Optional<Duration> took) {
    private History atLeast(int times) {
      return new History(Math.max(redrives, times), last, took);
    }

    private History takenBy(RedriveId redrive) {
      return new History(redrives + 1, Optional.of(redrive), Optional.empty());
    }

    private History tried(Duration attempt) {
      return new History(redrives, last, Optional.of(attempt));
    }

    /// The redrive count restarts, because a command has the same body in each incident.
    private History succeeded(Duration attempt) {
      return new History(0, last, Optional.of(attempt));
    }

    private History notTaken() {
      return new History(Math.max(0, redrives - 1), Optional.empty(), took);
    }
  }

  public Fingerprint group() {
    return Fingerprint.of(message.origin(), cause, subject.eventType());
  }

  /// The failure after another of its messages arrived. It is open again, even if it was parked or
  /// resolved, because it failed anew. After it was resolved its life begins anew, too: a command
  /// has the same body in each incident. A message that is already known changes nothing.
  public Optional<Failure> seen(Arrival arrival) {
    if (message.ids().contains(arrival.messageId())) return Optional.empty();
    return Optional.of(
        new Failure(
            id,
            message.and(arrival),
            arrival.cause(),
            arrival.subject(),
            state instanceof Resolved ? Seen.of(arrival) : seen.and(arrival),
            new Open(),
            history.atLeast(arrival.redrives()),
            version));
  }

  /// Taken by a step of a redrive. Empty if it is not open, or if it has already failed in that
  /// redrive, which would otherwise send it forever.
  public Optional<Failure> claimed(RedriveId redrive, int step) {
    return state instanceof Open && !history.last().equals(Optional.of(redrive))
        ? Optional.of(
            with(new Redriving(redrive, step, Optional.empty()), history.takenBy(redrive)))
        : Optional.empty();
  }

  /// Whether a step of a redrive has taken it and its outcome is still unknown.
  public boolean isWith(RedriveId redrive, int step) {
    return state instanceof Redriving(var by, var at, var failed)
        && by.equals(redrive)
        && at == step
        && failed.isEmpty();
  }

  /// The consumer finished it.
  public Optional<Failure> succeeded(RedriveId redrive, Duration took, Instant at) {
    return isWith(redrive)
        ? Optional.of(with(new Resolved(redrive, at), history.succeeded(took)))
        : Optional.empty();
  }

  /// The consumer's attempt failed; the queue will redeliver it.
  public Optional<Failure> failedAgain(RedriveId redrive, Duration took, String reason) {
    return state instanceof Redriving(var by, var step, var failed)
            && by.equals(redrive)
            && failed.isEmpty()
        ? Optional.of(
            with(new Redriving(by, step, Optional.of(Cause.cut(reason))), history.tried(took)))
        : Optional.empty();
  }

  /// It won't be retried. It is open again; whatever could not be handled is recorded anew.
  public Optional<Failure> givenUp(RedriveId redrive, Duration took) {
    return isWith(redrive) ? Optional.of(with(new Open(), history.tried(took))) : Optional.empty();
  }

  /// It was not sent after all.
  public Optional<Failure> released(RedriveId redrive) {
    return state instanceof Redriving(var by, _, var failed)
            && by.equals(redrive)
            && failed.isEmpty()
        ? Optional.of(with(new Open(), history.notTaken()))
        : Optional.empty();
  }

  /// Put aside by an operator. Only an open failure can be parked.
  public Optional<Failure> parked(String by, String reason, Instant at) {
    return state instanceof Open ? Optional.of(with(new Parked(by, reason, at))) : Optional.empty();
  }

  /// Open again, after it was parked or after its redrive never learned its outcome.
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
    return with(next, history);
  }

  private Failure with(FailureState next, History then) {
    return new Failure(id, message, cause, subject, seen, next, then, version);
  }
}
