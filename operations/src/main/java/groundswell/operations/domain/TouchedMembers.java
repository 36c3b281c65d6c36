package groundswell.operations.domain;

import groundswell.domain.Digests;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The members that a message affects, in compact form: their number, and a sample with which the
/// members of many messages can be counted together. Their ids are in the message.
///
/// @param count how many
/// @param sample the smallest of their digests: all of them, or [#SAMPLE_MAX] if there are more
public record TouchedMembers(int count, SortedSet<Long> sample) {
  public static final int SAMPLE_MAX = 16;

  public static final TouchedMembers NONE = new TouchedMembers(0, Collections.emptySortedSet());

  private static final int DIGEST_DIGITS = 16;
  private static final int HEXADECIMAL = 16;

  public TouchedMembers {
    sample = Collections.unmodifiableSortedSet(new TreeSet<>(sample));
  }

  public static TouchedMembers of(Optional<TenantId> tenant, Set<MemberId> members) {
    var owner = tenant.map(TenantId::value).orElse("");
    return new TouchedMembers(
        members.size(),
        members.stream()
            .map(member -> digest(owner, member))
            .sorted()
            .limit(SAMPLE_MAX)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /// Never negative.
  private static long digest(String owner, MemberId member) {
    return Long.parseUnsignedLong(Digests.hex(DIGEST_DIGITS, owner, member.value()), HEXADECIMAL)
        >>> 1;
  }

  /// How many distinct members several messages affect. Exact if none affects more than
  /// [#SAMPLE_MAX]; else estimated like a theta sketch
  /// (<https://datasketches.apache.org/docs/Theta/ThetaSketches.html>): below the lowest bound of
  /// all samples every digest is known, and digests are spread evenly.
  static final class Distinct {
    private final Set<Long> digests = new HashSet<>();
    private long bound = Long.MAX_VALUE;
    private long most;
    private long sum;

    void add(TouchedMembers members) {
      digests.addAll(members.sample());
      most = Math.max(most, members.count());
      sum += members.count();
      if (members.count() > SAMPLE_MAX) bound = Math.min(bound, members.sample().last());
    }

    long count() {
      if (bound == Long.MAX_VALUE) return digests.size();
      long below = digests.stream().filter(digest -> digest < bound).count();
      long about = Math.round(below / ((double) bound / Long.MAX_VALUE));
      return Math.clamp(about, Math.max(most, digests.size()), sum);
    }
  }
}
