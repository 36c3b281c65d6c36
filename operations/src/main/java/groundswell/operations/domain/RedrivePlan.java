package groundswell.operations.domain;

import groundswell.domain.ids.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A preview of a redrive.
///
/// @param failures how many the filter matches
/// @param complete false if there are more than were read
/// @param byGroup how many in each group
/// @param byTenant how many of each tenant
/// @param byOrigin how many from each queue or stream
/// @param members how many members they affect; approximate if single messages affect many
/// @param tooOften how many were redriven so often that they must be named by id
/// @param redrivenBefore how many were redriven before
/// @param releases of the handlers that failed
public record RedrivePlan(
    long failures,
    boolean complete,
    SortedMap<Fingerprint, Long> byGroup,
    SortedMap<TenantId, Long> byTenant,
    SortedMap<String, Long> byOrigin,
    long members,
    long tooOften,
    long redrivenBefore,
    Set<String> releases) {

  public static RedrivePlan of(List<Failure> matched, boolean complete, FailureFilter filter) {
    var byGroup = new TreeMap<Fingerprint, Long>();
    var byTenant = new TreeMap<TenantId, Long>();
    var byOrigin = new TreeMap<String, Long>();
    var members = new TouchedMembers.Distinct();
    var releases = new HashSet<String>();
    for (var failure : matched) {
      byGroup.merge(failure.group(), 1L, Long::sum);
      failure.subject().tenant().ifPresent(tenant -> byTenant.merge(tenant, 1L, Long::sum));
      byOrigin.merge(failure.message().origin().text(), 1L, Long::sum);
      members.add(failure.subject().members());
      if (!failure.cause().release().isEmpty()) releases.add(failure.cause().release());
    }
    return new RedrivePlan(
        matched.size(),
        complete,
        byGroup,
        byTenant,
        byOrigin,
        members.count(),
        matched.stream()
            .filter(failure -> failure.history().redrives() >= Redrive.REDRIVES_MAX)
            .filter(failure -> !filter.ids().contains(failure.id()))
            .count(),
        matched.stream().filter(failure -> failure.history().redrives() > 0).count(),
        Set.copyOf(releases));
  }

  /// How long it takes at a rate, including the waits between steps.
  public Duration estimate(double perSecond, Duration waitPerStep) {
    int steps = 0;
    for (long left = failures - tooOften; left > 0; steps++) left -= Redrive.stepSize(steps);
    double seconds = (failures - tooOften) / Math.max(perSecond, 0.001);
    return Duration.ofMillis(Math.round(seconds * 1_000)).plus(waitPerStep.multipliedBy(steps));
  }
}
