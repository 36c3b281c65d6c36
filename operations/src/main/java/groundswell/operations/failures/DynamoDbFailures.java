package groundswell.operations.failures;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Fingerprint;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Failures in the Operations table.
public final class DynamoDbFailures implements Failures {
  /// The most failures to count while a caller waits for the groups.
  private static final int COUNTED_AT_ONCE_MAX = 20_000;

  /// The longest that a caller may wait for the groups.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final StoredFailures items;
  private final FailureBodies bodies;
  private final FailureGroups groups;
  private final FailureIndex index;
  private final InstantSource clock;
  private final FailureRetention retention;

  DynamoDbFailures(
      Table operations,
      StoredFailures items,
      FailureBodies bodies,
      InstantSource clock,
      FailureRetention retention) {
    this.items = items;
    this.bodies = bodies;
    this.clock = clock;
    this.retention = retention;
    groups = new FailureGroups(operations, clock, retention);
    index = new FailureIndex(operations, groups);
  }

  /// Puts the body first, so that every visible failure has one.
  @Override
  public Failure record(Arrival arrival) {
    bodies.put(arrival);
    return recordWithBody(arrival);
  }

  /// Keeps several bodies in few calls. Their failures have to be recorded afterwards.
  public void keepBodies(Collection<Arrival> arrivals) {
    bodies.putAll(arrivals);
  }

  /// Like [#record], for a body that [#keepBodies] has kept.
  public Failure recordWithBody(Arrival arrival) {
    var failure = Failure.of(arrival);
    return items
        .putFirst(failure)
        .map(stored -> change(failure.id(), known -> known.seen(arrival)).orElse(stored))
        .orElse(failure);
  }

  @Override
  public Optional<Failure> find(FailureId id) {
    return items.find(id);
  }

  @Override
  public Map<FailureId, Failure> findAll(Collection<FailureId> ids) {
    return items.findAll(ids);
  }

  @Override
  public Optional<FailedMessage> message(FailureId id) {
    return Optional.ofNullable(bodies.getAll(List.of(id)).get(id));
  }

  @Override
  public Map<FailureId, FailedMessage> messages(Collection<FailureId> ids) {
    return bodies.getAll(ids);
  }

  @Override
  public Optional<Failure> change(FailureId id, Function<Failure, Optional<Failure>> decision) {
    return items.change(id, decision);
  }

  @Override
  public Optional<Failure> change(Failure known, Function<Failure, Optional<Failure>> decision) {
    return items.change(known, decision);
  }

  @Override
  public Page page(FailureFilter filter, int limit, Optional<String> cursor) {
    if (filter.ids().isEmpty()) return index.page(filter, limit, cursor);
    var named = findAll(filter.ids()).values().stream();
    return new Page(
        named
            .filter(filter::matches)
            .sorted(
                Comparator.comparing((Failure failure) -> failure.seen().first())
                    .thenComparing(Failure::id))
            .toList(),
        Optional.empty());
  }

  /// Counts changed groups first, unless that takes too long.
  @Override
  public List<FailureGroup> groups() {
    var end = clock.instant().plus(PATIENCE);
    return groups.all().stream()
        .flatMap(
            stored ->
                (stored.changedAt().isPresent() && clock.instant().isBefore(end)
                        ? count(stored, COUNTED_AT_ONCE_MAX).or(stored::group)
                        : stored.group())
                    .stream())
        .sorted(Comparator.comparing((FailureGroup group) -> group.last().at()).reversed())
        .toList();
  }

  @Override
  public void recount(Fingerprint group) {
    groups.find(group).ifPresent(stored -> count(stored, Integer.MAX_VALUE));
  }

  /// Makes the caller responsible for the next count of a group, unless somebody already is.
  ///
  /// @param soon how long a small group waits; a large one waits longer
  /// @return the delay until the count; empty if somebody else will
  public Optional<Duration> claimCount(Fingerprint group, Duration soon) {
    return groups.claimCount(group, soon);
  }

  /// @param most gives up after counting this many failures
  private Optional<FailureGroup> count(FailureGroups.Stored stored, int most) {
    var count = new FailureGroup.Count(clock.instant(), retention);
    int counted = 0;
    for (var part : index.ofGroup(stored.fingerprint())) {
      for (var failure : part) {
        if (counted++ == most) return Optional.empty();
        count.add(failure);
      }
    }
    var result = count.result();
    result.ifPresent(group -> groups.put(group, stored.changedAt()));
    return result;
  }
}
