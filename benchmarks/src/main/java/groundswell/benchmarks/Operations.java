package groundswell.benchmarks;

import groundswell.local.LocalCloud;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Pause;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/// What an operator's tools need from a local cloud.
final class Operations {
  private Operations() {}

  static FunctionEnvironment of(LocalCloud cloud) {
    var topology = cloud.topology();
    var table =
        topology.tables().stream()
            .filter(each -> each.logicalId().equals("OperationsTable"))
            .findFirst()
            .orElseThrow();
    var bucket = topology.buckets().getFirst();
    return new FunctionEnvironment(
        Map.of("OPERATIONS_TABLE", table.name(), "BUCKET", bucket.name()),
        cloud.aws(),
        InstantSource.system(),
        Pause.inRealTime(),
        new SplittableRandom());
  }

  static String queueUrl(LocalCloud cloud, String logicalId) {
    var queue =
        cloud.topology().queues().stream()
            .filter(each -> each.logicalId().equals(logicalId))
            .findFirst()
            .orElseThrow();
    return cloud.aws().sqs().getQueueUrl(request -> request.queueName(queue.name())).queueUrl();
  }
}
