package groundswell.workload;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.util.List;
import java.util.Optional;

/// One row of a members file.
///
/// @param challenges the ones that the member joins
public record MemberRow(
    MemberId id,
    String displayName,
    Optional<String> team,
    String timeZone,
    List<ChallengeId> challenges) {
  public MemberRow {
    challenges = List.copyOf(challenges);
  }

  public static MemberRow of(String id, String... challenges) {
    return new MemberRow(
        new MemberId(id),
        "Name of " + id,
        Optional.empty(),
        "Europe/Berlin",
        List.of(challenges).stream().map(ChallengeId::new).toList());
  }
}
