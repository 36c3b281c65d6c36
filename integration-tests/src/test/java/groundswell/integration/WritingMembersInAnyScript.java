package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UploadRequest;
import groundswell.domain.Text;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every code point goes from a file to the board, in ids and names of members with other code
/// points, or only its own row is rejected.
class WritingMembersInAnyScript {
  private static final ChallengeId STEPS = new ChallengeId("steps");

  /// A name has up to 100 characters as Java counts them, two for each code point above the first
  /// plane.
  private static final int POINTS_OF_AN_ID = 40;

  /// A sample of the planes above the first; the first has all the special cases.
  private static final int SUPPLEMENTARY = 8_000;

  private static final long SEED = Long.getLong("groundswell.seed", System.nanoTime());

  @TempDir private Path directory;

  @Test
  void keepsThemAllFromTheFileToTheBoard() throws IOException {
    try (var stack = OneJvm.start(OneJvm.options(directory))) {
      keepThemAll(Tenant.fresh(stack));
    }
  }

  private static void keepThemAll(Tenant tenant) throws IOException {
    tenant.define(
        ChallengeSpec.of("steps", START, END, Rule.total("steps"), "1000", RewardSpec.at(50, 100)));
    var seen = ids();
    var unseen = unseen();
    var members = seen.stream().map(WritingMembersInAnyScript::member).toList();
    tenant.oracle().register(members);

    var report = tenant.upload(UploadRequest.members(file(tenant, seen, unseen)));
    tenant.upload(seen.stream().map(WritingMembersInAnyScript::activity).toList());

    assertThat(report.rows().accepted()).describedAs("seed %d", SEED).isEqualTo(seen.size());
    assertThat(report.rejectedByCode())
        .describedAs("seed %d", SEED)
        .isEqualTo(Map.of("bad-member-id", (long) unseen.size()));
    tenant.settle();
  }

  /// Valid ids that together contain all visible code points.
  private static List<String> ids() {
    var random = new Random(SEED);
    var points =
        IntStream.concat(
                IntStream.range(Character.MIN_CODE_POINT, Character.MIN_SUPPLEMENTARY_CODE_POINT),
                random.ints(
                    SUPPLEMENTARY,
                    Character.MIN_SUPPLEMENTARY_CODE_POINT,
                    Character.MAX_CODE_POINT + 1))
            .filter(Text::isSeen)
            .toArray();
    var ids = new ArrayList<String>();
    for (int from = 0; from < points.length; from += POINTS_OF_AN_ID)
      ids.add(
          "m%d-%sz"
              .formatted(
                  ids.size(),
                  new String(points, from, Math.min(POINTS_OF_AN_ID, points.length - from))));
    return ids;
  }

  /// Each invisible code point in an id of its own. Surrogates are left out: no file can hold them.
  private static List<String> unseen() {
    return IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .filter(point -> !Text.isSeen(point))
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .mapToObj("a%cb"::formatted)
        .toList();
  }

  private static MemberRow member(String id) {
    return new MemberRow(
        new MemberId(id), new MemberId(id).value(), Optional.empty(), "UTC", List.of(STEPS));
  }

  private static FileLine activity(String id) {
    return new FileLine.Good(ActivityRow.of(id, day(0), "steps", "600"));
  }

  private static Path file(Tenant tenant, List<String> seen, List<String> unseen)
      throws IOException {
    var lines = new ArrayList<String>();
    lines.add("member_id,display_name,team,time_zone,challenges");
    for (var id : seen) lines.add(line(id, id));
    for (var id : unseen) lines.add(line(id, "Name"));
    return Files.writeString(
        tenant.newFile(), lines.stream().collect(Collectors.joining("\n", "", "\n")));
  }

  private static String line(String id, String name) {
    return "%s,%s,,UTC,steps".formatted(quoted(id), quoted(name));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
