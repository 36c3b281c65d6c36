package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.workload.GeneratedFile;
import groundswell.workload.Workload;
import groundswell.workload.oracle.Entitlement;
import groundswell.workload.oracle.Oracle;
import groundswell.workload.oracle.Standing;
import groundswell.workload.oracle.UploadReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compares what the system answers with a plain calculation from the same rows.
final class DemoCheck {
  private static final int PAGE_SIZE = 1_000;

  private final Commands commands;
  private final Workload workload;
  private final Oracle oracle;
  private final UploadReport expectedReport;
  private final List<String> differences = new ArrayList<>();
  private long checks;

  DemoCheck(Commands commands, Workload workload, java.time.Instant acceptedAt) {
    this.commands = commands;
    this.workload = workload;
    oracle = new Oracle();
    workload.challenges().forEach(oracle::define);
    oracle.register(workload.members());
    expectedReport = oracle.upload(workload.activityLines(), acceptedAt);
  }

  /// What differs, a line each.
  List<String> differences() {
    return List.copyOf(differences);
  }

  /// How many values were compared.
  long checks() {
    return checks;
  }

  void report(JsonNode report, GeneratedFile file) {
    same("rows received", expectedReport.received(), report.path("received").asLong());
    same("rows accepted", expectedReport.accepted(), report.path("accepted").asLong());
    same("rows unchanged", expectedReport.unchanged(), report.path("unchanged").asLong());
    same("rows superseded", expectedReport.superseded(), report.path("superseded").asLong());
    same("rows rejected", expectedReport.rejected(), report.path("rejected").asLong());
    var byCode = new TreeMap<String, Long>();
    report
        .path("rejected_by_code")
        .properties()
        .forEach(code -> byCode.put(code.getKey(), code.getValue().asLong()));
    same("rows rejected by code", file.rejectedByCode(), byCode);
  }

  void board(ChallengeId challenge) {
    var expected = oracle.board(challenge).iterator();
    for (int page = 1; ; page++) {
      var answer =
          commands.ask("board", challenge.value(), "--page", "" + page, "--size", "" + PAGE_SIZE);
      for (var row : answer.path("rows")) {
        var line =
            "%s %s %s"
                .formatted(
                    row.path("rank").asInt(),
                    row.path("member").asText(),
                    plain(row.path("score").decimalValue()));
        var wanted = expected.hasNext() ? expected.next() : null;
        same(
            "a row of board " + challenge,
            wanted == null
                ? "none"
                : "%s %s %s".formatted(wanted.rank(), wanted.member(), plain(wanted.score())),
            line);
      }
      if (answer.path("rows").size() < PAGE_SIZE) break;
    }
    same("board %s ends".formatted(challenge), false, expected.hasNext());
  }

  void members(int every) {
    var standings = new TreeMap<ChallengeId, SortedMap<MemberId, Standing>>();
    var entitlements = new TreeMap<ChallengeId, SortedMap<MemberId, Entitlement>>();
    for (var challenge : workload.challenges()) {
      standings.put(challenge.id(), oracle.standings(challenge.id()));
      entitlements.put(challenge.id(), oracle.entitlements(challenge.id()));
    }
    for (int i = 0; i < workload.members().size(); i += every) {
      var member = workload.members().get(i).id();
      progress(member, standings);
      rewards(member, entitlements);
    }
  }

  private void progress(
      MemberId member, Map<ChallengeId, SortedMap<MemberId, Standing>> standings) {
    var seen = new TreeMap<String, String>();
    for (var challenge : commands.ask("progress", member.value()).path("challenges")) {
      seen.put(
          challenge.path("challenge").asText(),
          "%s in %d days, longest run %d"
              .formatted(
                  plain(challenge.path("value").decimalValue()),
                  challenge.path("days").asInt(),
                  challenge.path("longest_streak").asInt()));
    }
    var wanted = new TreeMap<String, String>();
    standings.forEach(
        (challenge, ofMembers) -> {
          var standing = ofMembers.get(member);
          if (standing == null) return;
          wanted.put(
              challenge.value(),
              "%s in %d days, longest run %d"
                  .formatted(plain(standing.score()), standing.days(), standing.longestStreak()));
        });
    same("progress of " + member, wanted, seen);
  }

  private void rewards(
      MemberId member, Map<ChallengeId, SortedMap<MemberId, Entitlement>> entitlements) {
    long wanted =
        entitlements.values().stream()
            .mapToLong(ofMembers -> ofMembers.getOrDefault(member, Entitlement.NONE).points())
            .sum();
    same(
        "points of " + member,
        wanted,
        commands.ask("rewards", member.value()).path("points").asLong());
  }

  private void same(String what, Object wanted, Object seen) {
    checks++;
    if (!wanted.equals(seen)) differences.add("%s: %s instead of %s".formatted(what, seen, wanted));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
