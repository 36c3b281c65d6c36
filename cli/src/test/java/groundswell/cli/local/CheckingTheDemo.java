package groundswell.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.ChallengesApi;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.workload.Workloads;
import groundswell.workload.client.TenantApi;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckingTheDemo {
  @TempDir private Path directory;

  @Test
  void tellsWhatDiffersFromThePlainCalculation() {
    var workload = Workloads.demo(1, LocalDate.now(ZoneOffset.UTC));
    var challenge = workload.challenges().getFirst();
    var options = LocalCloudOptions.of(Path.of("../template.yaml"), directory);
    try (var cloud = LocalCloud.start(options)) {
      var api = TenantApi.client(cloud.apiUrl(), cloud.tokenFor("acme", "admin", "me"));
      new ChallengesApi(api).put(challenge.id(), challenge.definition(), OptionalLong.empty());

      var check = new DemoCheck(api, workload, Instant.now());
      check.board(challenge.id());

      assertThat(check.differences())
          .containsExactly(
              "rows missing on board %s: true instead of false".formatted(challenge.id()));
    }
  }
}
