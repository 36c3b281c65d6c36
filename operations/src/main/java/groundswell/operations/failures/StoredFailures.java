package groundswell.operations.failures;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureRetention;
import groundswell.platform.tables.Table;
import groundswell.platform.tables.Table.Outcome;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The items of single failures, without the content of their messages. A change is conditional on
/// the version that was read.
public final class StoredFailures {
  private final Table operations;
  private final FailureGroups groups;
  private final InstantSource clock;
  private final FailureRetention retention;

  StoredFailures(Table operations, InstantSource clock, FailureRetention retention) {
    this.operations = operations;
    this.clock = clock;
    this.retention = retention;
    groups = new FailureGroups(operations, clock, retention);
  }

  Optional<Failure> find(FailureId id) {
    return operations.get(FailureItems.key(id)).map(FailureItems::failure);
  }

  /// As [groundswell.operations.domain.Failures#findAll].
  public Map<FailureId, Failure> findAll(Collection<FailureId> ids) {
    var found = new HashMap<FailureId, Failure>();
    operations
        .getAll(ids.stream().map(FailureItems::key), true)
        .forEach(
            item -> {
              var failure = FailureItems.failure(item);
              found.put(failure.id(), failure);
            });
    return found;
  }

  /// @return the failure that is already stored; empty if the new one was put
  Optional<Failure> putFirst(Failure failure) {
    return switch (put(failure, Versions.NONE)) {
      case Outcome.Written() -> {
        groups.mark(failure);
        yield Optional.empty();
      }
      case Outcome.Refused(var stored) -> stored.map(FailureItems::failure);
    };
  }

  /// As [groundswell.operations.domain.Failures#change].
  public Optional<Failure> change(FailureId id, Function<Failure, Optional<Failure>> decision) {
    return change(find(id), decision);
  }

  /// As [groundswell.operations.domain.Failures#change].
  public Optional<Failure> change(Failure known, Function<Failure, Optional<Failure>> decision) {
    return change(Optional.of(known), decision);
  }

  private Optional<Failure> change(
      Optional<Failure> known, Function<Failure, Optional<Failure>> decision) {
    return Optimistic.settle(
        "the failure",
        known,
        stored -> stored.isEmpty() ? new Settled<>(stored) : changeOnce(stored.get(), decision));
  }

  private Attempt<Optional<Failure>, Optional<Failure>> changeOnce(
      Failure before, Function<Failure, Optional<Failure>> decision) {
    var next = decision.apply(before);
    if (next.isEmpty()) return new Settled<>(next);
    return switch (put(next.get(), before.version())) {
      case Outcome.Written() -> {
        groups.mark(before);
        groups.mark(next.get());
        yield new Settled<>(next);
      }
      case Outcome.Refused(var other) -> new Outrun<>(other.map(FailureItems::failure));
    };
  }

  private Outcome put(Failure failure, long expected) {
    return operations.putIf(
        FailureItems.item(failure, Versions.next(expected, clock.instant()), retention), expected);
  }
}
