package groundswell.cli.local;

import groundswell.client.ApiClient;
import groundswell.client.ChallengesApi;
import groundswell.client.MembersApi;
import groundswell.client.UploadsApi;
import groundswell.client.model.Board;
import groundswell.client.model.Upload;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.workload.GeneratedFile;
import groundswell.workload.Workload;
import groundswell.workload.oracle.BoardLine;
import groundswell.workload.oracle.Entitlement;
import groundswell.workload.oracle.Oracle;
import groundswell.workload.oracle.Standing;
import groundswell.workload.oracle.UploadReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compares what the API answers with a plain calculation from the same rows.
final class DemoCheck {
  private final ChallengesApi challenges;
  private final MembersApi members;
  private final UploadsApi uploads;
  private final Workload workload;
  private final Oracle oracle;
  private final UploadReport expectedReport;
  private final List<String> differences = new ArrayList<>();
  private long checks;

  DemoCheck(ApiClient api, Workload workload, Instant acceptedAt) {
    challenges = new ChallengesApi(api);
    members = new MembersApi(api);
    uploads = new UploadsApi(api);
    this.workload = workload;
    oracle = new Oracle();
    workload.challenges().forEach(oracle::define);
    oracle.register(workload.members());
    expectedReport = oracle.upload(workload.activityLines(), acceptedAt);
  }

  /// The differences, one per line.
  List<String> differences() {
    return List.copyOf(differences);
  }

  /// How many values were compared.
  long checks() {
    return checks;
  }

  /// Compares the report of the latest upload.
  ///
  /// @param file the one that was uploaded
  void report(GeneratedFile file) {
    var report = uploads.latest().value().getFirst().report();
    if (report == null) same("report", "one", "none");
    else report(report, file);
  }

  private void report(Upload.Report report, GeneratedFile file) {
    same("rows received", expectedReport.received(), report.received());
    same("rows accepted", expectedReport.accepted(), report.accepted());
    same("rows unchanged", expectedReport.unchanged(), report.unchanged());
    same("rows superseded", expectedReport.superseded(), report.superseded());
    same("rows that do not count", expectedReport.notCounting(), report.notCounting());
    same("rows rejected", expectedReport.rejected(), report.rejected());
    same("rows rejected by code", file.rejectedByCode(), report.rejectedByCode());
  }

  /// Compares a whole board.
  void board(ChallengeId challenge) {
    var expected = oracle.board(challenge).iterator();
    for (var row : challenges.wholeBoard(challenge)) {
      var wanted = expected.hasNext() ? text(expected.next()) : "none";
      same("a row of board " + challenge, wanted, text(row));
    }
    same("rows missing on board " + challenge, false, expected.hasNext());
  }

  private static String text(BoardLine line) {
    return "%d %s %s".formatted(line.rank(), line.member(), plain(line.score()));
  }

  private static String text(Board.Row row) {
    return "%d %s %s".formatted(row.rank(), row.member(), plain(row.score()));
  }

  /// Compares progress and points of members.
  ///
  /// @param step 1 for all members, 10 for every tenth
  void members(int step) {
    var standings = new TreeMap<ChallengeId, SortedMap<MemberId, Standing>>();
    var entitlements = new TreeMap<ChallengeId, SortedMap<MemberId, Entitlement>>();
    for (var challenge : workload.challenges()) {
      standings.put(challenge.id(), oracle.standings(challenge.id()));
      entitlements.put(challenge.id(), oracle.entitlements(challenge.id()));
    }
    for (int i = 0; i < workload.members().size(); i += step) {
      var member = workload.members().get(i).id();
      progress(member, standings);
      points(member, entitlements);
    }
  }

  private void progress(
      MemberId member, Map<ChallengeId, SortedMap<MemberId, Standing>> standings) {
    var wanted = new TreeMap<ChallengeId, String>();
    standings.forEach(
        (challenge, ofMembers) -> {
          var standing = ofMembers.get(member);
          if (standing != null)
            wanted.put(
                challenge, text(standing.score(), standing.days(), standing.longestStreak()));
        });
    var seen = new TreeMap<ChallengeId, String>();
    for (var progress : members.progress(member).value().challenges())
      seen.put(
          progress.challenge(), text(progress.value(), progress.days(), progress.longestStreak()));
    same("progress of " + member, wanted, seen);
  }

  private static String text(BigDecimal score, int days, int longestStreak) {
    return "%s in %d days, longest run %d".formatted(plain(score), days, longestStreak);
  }

  private void points(
      MemberId member, Map<ChallengeId, SortedMap<MemberId, Entitlement>> entitlements) {
    long wanted =
        entitlements.values().stream()
            .mapToLong(ofMembers -> ofMembers.getOrDefault(member, Entitlement.NONE).points())
            .sum();
    same("points of " + member, wanted, members.rewards(member).value().points());
  }

  private void same(String what, Object wanted, Object seen) {
    checks++;
    if (!wanted.equals(seen)) differences.add("%s: %s instead of %s".formatted(what, seen, wanted));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
