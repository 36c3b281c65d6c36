package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UnreachableException;
import groundswell.client.UploadRequest;
import groundswell.integration.stack.CloudToKill;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.FailureFilter;
import groundswell.workload.ActivityCsv;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberGenerator;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A local cloud with a data directory is killed (`kill -9`) during uploads. `-Dgroundswell.kills`
/// says how often; the kills are spread over all the calls that an upload takes. After a restart,
/// resumed and new work are in flight together. In the end nothing that was acknowledged is lost:
/// months, progress, boards, rewards and notifications are those of the plain calculation.
///
/// Each file has its own members, so that no later file repairs what an earlier one lost.
class SurvivingKills {
  private static final int KILLS = Integer.getInteger("groundswell.kills", 3);
  private static final int MEMBERS_PER_FILE = 15;
  private static final int ROWS_PER_FILE = 45;
  private static final long SEED = Long.getLong("groundswell.seed", 1);

  private static final ChallengeSpec CHALLENGE =
      ChallengeSpec.of(
          "total",
          START,
          END,
          Rule.total("steps", "20000"),
          "60000",
          RewardSpec.at(50, 10),
          RewardSpec.at(100, 20));

  @TempDir private Path directory;

  @Test
  void losesNothingThatWasAcknowledged() {
    System.out.printf("kills: -Dgroundswell.seed=%d%n", SEED);
    var random = new SplittableRandom(SEED);
    var members =
        MemberGenerator.members(SEED, (KILLS + 1) * MEMBERS_PER_FILE, List.of(CHALLENGE.id()), 100);
    Tenant tenant;
    int callsOfAFile;
    var calls = new CloudToKill.Calls(_ -> {});
    try (var stack = CloudToKill.startHere(directory, calls)) {
      tenant = Tenant.fresh(stack);
      tenant.define(CHALLENGE);
      tenant.uploadMembers(members);
      stack.awaitQuiet();
      var before = calls.made();
      tenant.upload(file(members, KILLS));
      tenant.settle();
      callsOfAFile = calls.made() - before;
    }

    var unsent = new ArrayList<List<FileLine>>();
    for (var kill = 0; kill < KILLS; kill++) {
      var lines = file(members, kill);
      tenant.oracle().upload(lines.stream(), Instant.now());
      unsent.add(lines);
      var share = (kill + random.nextDouble()) / KILLS;
      killAfter(1 + (int) (share * callsOfAFile), tenant, unsent);
    }

    try (var stack = CloudToKill.startHere(directory, new CloudToKill.Calls(_ -> {}))) {
      var settled = tenant.on(stack);
      for (var lines : unsent) settled.await(settled.administrator().send(request(settled, lines)));
      settled.settle();
      assertThat(new Operator(stack).all(FailureFilter.OPEN)).isEmpty();
    }
  }

  /// Sends files that were not acknowledged or not sent before, until the cloud is killed.
  private void killAfter(int calls, Tenant tenant, List<List<FileLine>> unsent) {
    try (var cloud = CloudToKill.start(directory, tenant.id(), calls)) {
      var administrator = cloud.administrator();
      while (!unsent.isEmpty()) {
        administrator.send(request(tenant, unsent.getFirst()));
        unsent.removeFirst();
      }
      cloud.killWhenQuiet();
      System.out.printf("killed after %d calls, with all files acknowledged%n", calls);
    } catch (UnreachableException e) {
      System.out.printf("killed after %d calls, before the file was acknowledged%n", calls);
    }
  }

  private static UploadRequest request(Tenant tenant, List<FileLine> lines) {
    return UploadRequest.activity(ActivityCsv.write(tenant.newFile(), lines.stream()).path());
  }

  /// The file of some of the members.
  private static List<FileLine> file(List<MemberRow> members, int number) {
    var some = members.subList(number * MEMBERS_PER_FILE, (number + 1) * MEMBERS_PER_FILE);
    var activity = ActivityOptions.of(ROWS_PER_FILE, START, 33, "steps").withRepeats(3, 3);
    return new Workload(SEED + number, List.of(), some, activity).activityLines().toList();
  }
}
