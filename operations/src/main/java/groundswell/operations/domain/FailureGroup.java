package groundswell.operations.domain;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// All failures of one fingerprint. The counts are computed by reading them all, never incremented.
///
/// @param counts failures by state
/// @param tenants affected by open failures
/// @param members how many members those affect; approximate if single messages affect many
/// @param uploads affected by open failures
/// @param firstRelease the release of the handler that failed first, and last
/// @param countedAt when the count began
public record FailureGroup(
    Fingerprint fingerprint,
    Origin origin,
    Cause cause,
    String eventType,
    FailureId sample,
    Instant firstSeen,
    Instant lastSeen,
    String firstRelease,
    String lastRelease,
    Map<FailureState.Name, Long> counts,
    SortedSet<TenantId> tenants,
    long members,
    SortedSet<UploadId> uploads,
    Instant countedAt) {
  /// How many tenants and uploads are listed.
  public static final int NAMED_MAX = 50;

  public FailureGroup {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    tenants = Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
    uploads = Collections.unmodifiableSortedSet(new TreeSet<>(uploads));
  }

  public long count(FailureState.Name state) {
    return counts.getOrDefault(state, 0L);
  }

  /// Counts the failures of one group, one at a time.
  public static final class Count {
    private final Instant startedAt;
    private final Map<FailureState.Name, Long> counts = new EnumMap<>(FailureState.Name.class);
    private final NavigableSet<TenantId> tenants = new TreeSet<>();
    private final NavigableSet<UploadId> uploads = new TreeSet<>();
    private final TouchedMembers.Distinct members = new TouchedMembers.Distinct();
    private Optional<Failure> first = Optional.empty();
    private Optional<Failure> last = Optional.empty();

    public Count(Instant startedAt) {
      this.startedAt = startedAt;
    }

    public void add(Failure failure) {
      counts.merge(failure.state().named(), 1L, Long::sum);
      if (first.isEmpty() || failure.seen().first().isBefore(first.get().seen().first()))
        first = Optional.of(failure);
      if (last.isEmpty() || failure.seen().last().isAfter(last.get().seen().last()))
        last = Optional.of(failure);
      if (failure.state().named() != FailureState.Name.OPEN) return;
      var subject = failure.subject();
      subject.tenant().filter(_ -> tenants.size() < NAMED_MAX).ifPresent(tenants::add);
      subject.upload().filter(_ -> uploads.size() < NAMED_MAX).ifPresent(uploads::add);
      members.add(subject.members());
    }

    /// @return empty if the group has no failures
    public Optional<FailureGroup> result() {
      if (first.isEmpty() || last.isEmpty()) return Optional.empty();
      var newest = last.get();
      return Optional.of(
          new FailureGroup(
              newest.group(),
              newest.message().origin(),
              newest.cause(),
              newest.subject().eventType(),
              newest.id(),
              first.get().seen().first(),
              newest.seen().last(),
              first.get().cause().release(),
              newest.cause().release(),
              counts,
              tenants,
              members.count(),
              uploads,
              startedAt));
    }
  }
}
