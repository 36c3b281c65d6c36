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
/// @param latest the failure that was seen last
/// @param first when a failure of the group was seen first
/// @param last when a failure of the group was seen last
/// @param counts failures by state
/// @param affected by open failures
/// @param expiresAt when the first of the open failures expires; empty if there are none
/// @param countedAt when the count began
public record FailureGroup(
    Fingerprint fingerprint,
    Example latest,
    Sighting first,
    Sighting last,
    Map<FailureState.Name, Long> counts,
    Affected affected,
    Optional<Instant> expiresAt,
    Instant countedAt) {
  /// How many tenants and uploads are listed.
  public static final int NAMED_MAX = 50;

  public FailureGroup {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /// A failure as an example of its group.
  public record Example(FailureId id, Origin origin, Cause cause, String eventType) {}

  /// @param release the release of the handler that failed
  public record Sighting(Instant at, String release) {}

  /// @param tenants at most [#NAMED_MAX]
  /// @param uploads at most [#NAMED_MAX]
  /// @param members how many; approximate if single messages affect many
  public record Affected(SortedSet<TenantId> tenants, SortedSet<UploadId> uploads, long members) {
    public Affected {
      tenants = Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
      uploads = Collections.unmodifiableSortedSet(new TreeSet<>(uploads));
    }
  }

  public long count(FailureState.Name state) {
    return counts.getOrDefault(state, 0L);
  }

  /// Counts the failures of one group, one at a time.
  public static final class Count {
    private final Instant startedAt;
    private final FailureRetention retention;
    private final Map<FailureState.Name, Long> counts = new EnumMap<>(FailureState.Name.class);
    private final NavigableSet<TenantId> tenants = new TreeSet<>();
    private final NavigableSet<UploadId> uploads = new TreeSet<>();
    private final TouchedMembers.Distinct members = new TouchedMembers.Distinct();
    private Optional<Failure> first = Optional.empty();
    private Optional<Failure> last = Optional.empty();
    private Optional<Instant> expiresAt = Optional.empty();

    public Count(Instant startedAt, FailureRetention retention) {
      this.startedAt = startedAt;
      this.retention = retention;
    }

    public void add(Failure failure) {
      counts.merge(failure.state().named(), 1L, Long::sum);
      if (first.isEmpty() || failure.seen().first().isBefore(first.get().seen().first()))
        first = Optional.of(failure);
      if (last.isEmpty() || failure.seen().last().isAfter(last.get().seen().last()))
        last = Optional.of(failure);
      if (failure.state().named() != FailureState.Name.OPEN) return;
      var expiry = retention.expiryOf(failure);
      if (expiresAt.isEmpty() || expiry.isBefore(expiresAt.get())) expiresAt = Optional.of(expiry);
      var subject = failure.subject();
      subject.tenant().filter(_ -> tenants.size() < NAMED_MAX).ifPresent(tenants::add);
      subject.upload().filter(_ -> uploads.size() < NAMED_MAX).ifPresent(uploads::add);
      members.add(subject.members());
    }

    /// @return empty if the group has no failures
    public Optional<FailureGroup> result() {
      if (first.isEmpty() || last.isEmpty()) return Optional.empty();
      var oldest = first.get();
      var newest = last.get();
      return Optional.of(
          new FailureGroup(
              newest.group(),
              new Example(
                  newest.id(),
                  newest.message().origin(),
                  newest.cause(),
                  newest.subject().eventType()),
              new Sighting(oldest.seen().first(), oldest.cause().release()),
              new Sighting(newest.seen().last(), newest.cause().release()),
              counts,
              new Affected(tenants, uploads, members.count()),
              expiresAt,
              startedAt));
    }
  }
}
