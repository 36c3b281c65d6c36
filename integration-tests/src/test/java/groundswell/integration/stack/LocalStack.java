package groundswell.integration.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container, with the template deployed. It starts the functions in containers of
/// their own, which outlive it unless they are removed.
final class LocalStack implements AutoCloseable {
  private static final String OFFICIAL = "localstack/localstack";
  private static final String DEFAULT_IMAGE = OFFICIAL + ":4.14.0";
  private static final String STACK_NAME = "groundswell";

  /// See <https://docs.localstack.cloud/references/configuration/>. It looks for events as often as
  /// it may, and runs functions for arm64 on whatever this machine is.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "LAMBDA_IGNORE_ARCHITECTURE", "1",
          "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", "0.1",
          "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", "0.5");

  private final String name = "groundswell-%08x".formatted(ThreadLocalRandom.current().nextInt());
  private final LocalStackContainer container;

  private LocalStack() {
    var image =
        DockerImageName.parse(System.getenv().getOrDefault("LOCALSTACK_IMAGE", DEFAULT_IMAGE))
            .asCompatibleSubstituteFor(OFFICIAL);
    container =
        new LocalStackContainer(image)
            .withEnv(SETTINGS)
            .withCreateContainerCmdModifier(create -> create.withName(name));
  }

  static Deployed deploy() {
    var localStack = new LocalStack();
    Runtime.getRuntime().addShutdownHook(new Thread(localStack::close, "containers"));
    localStack.container.start();
    var cloud = localStack.cloud();
    new Deployment(cloud, STACK_NAME).run(Deployed.TEMPLATE, ShortWaits.PARAMETERS);
    return new Deployed(cloud, STACK_NAME, localStack);
  }

  private Cloud cloud() {
    return Cloud.at(
        container.getEndpoint(),
        container.getRegion(),
        container.getAccessKey(),
        container.getSecretKey());
  }

  @Override
  public void close() {
    container.stop();
    var docker = DockerClientFactory.lazyClient();
    for (var left :
        docker.listContainersCmd().withShowAll(true).withNameFilter(List.of(name)).exec())
      docker.removeContainerCmd(left.getId()).withForce(true).exec();
  }
}
