package groundswell.operations.failures;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Fingerprint;
import groundswell.platform.FunctionEnvironment;
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
  /// How many failures are counted while somebody waits for the groups.
  private static final int COUNTED_AT_ONCE_MAX = 20_000;

  /// How long somebody may wait for the groups.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final StoredFailures items;
  private final FailureBodies bodies;
  private final FailureGroups groups;
  private final FailureIndex index;
  private final InstantSource clock;

  public DynamoDbFailures(FunctionEnvironment environment) {
    items = new StoredFailures(environment);
    var operations = new Table(environment, "OPERATIONS_TABLE");
    bodies = new FailureBodies(environment);
    clock = environment.clock();
    groups = new FailureGroups(operations, clock, FailureRetention.of(environment));
    index = new FailureIndex(operations, groups);
  }

  /// The body first: whoever sees the failure can read it.
  @Override
  public Failure record(Arrival arrival) {
    bodies.put(arrival);
    return recordWithBody(arrival);
  }

  /// Keeps what several say, in few calls; each has to be recorded after it.
  public void keepBodies(Collection<Arrival> arrivals) {
    bodies.putAll(arrivals);
  }

  /// As [#record], of what [#keepBodies] kept.
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

  /// Groups that changed since they were counted are counted now, unless that takes too long.
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
        .sorted(Comparator.comparing(FailureGroup::lastSeen).reversed())
        .toList();
  }

  @Override
  public void recount(Fingerprint group) {
    groups.find(group).ifPresent(stored -> count(stored, Integer.MAX_VALUE));
  }

  /// Has the caller see to it that a group is counted, unless somebody else does already.
  ///
  /// @param soon how long a small group waits; a large one waits longer
  /// @return after which time to count; empty if somebody else does
  public Optional<Duration> claimCount(Fingerprint group, Duration soon) {
    return groups.claimCount(group, soon);
  }

  /// @param most how many failures are counted before it is given up
  private Optional<FailureGroup> count(FailureGroups.Stored stored, int most) {
    var count = new FailureGroup.Count(clock.instant());
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
