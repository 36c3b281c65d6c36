package groundswell.operatorapi;

import groundswell.operations.domain.RedrivePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a redrive would do, as it is sent.
///
/// @param complete false if there are more failures than were read
/// @param tooOften how many it would skip, because they were redriven too often
/// @param releases of the handlers that failed
/// @param perSecond about how many messages a second it would send
/// @param warnings what to consider first, a sentence each
record PlanView(
    long failures,
    boolean complete,
    SortedMap<String, Long> groups,
    SortedMap<String, Long> tenants,
    SortedMap<String, Long> origins,
    long members,
    long redrivenBefore,
    long tooOften,
    SortedSet<String> releases,
    String releaseNow,
    double perSecond,
    long estimateSeconds,
    List<String> warnings) {

  static PlanView of(
      RedrivePlan plan,
      String releaseNow,
      double perSecond,
      Duration estimate,
      List<String> warnings) {
    return new PlanView(
        plan.failures(),
        plan.complete(),
        texts(plan.byGroup()),
        texts(plan.byTenant()),
        texts(plan.byOrigin()),
        plan.members(),
        plan.redrivenBefore(),
        plan.tooOften(),
        new TreeSet<>(plan.releases()),
        releaseNow,
        perSecond,
        estimate.toSeconds(),
        warnings);
  }

  private static SortedMap<String, Long> texts(Map<?, Long> counts) {
    var texts = new TreeMap<String, Long>();
    counts.forEach((key, count) -> texts.put(key.toString(), count));
    return texts;
  }
}
