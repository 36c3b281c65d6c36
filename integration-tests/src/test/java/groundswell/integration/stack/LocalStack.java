package groundswell.integration.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container, with the template deployed. It runs each function in containers that
/// outlive it unless they are removed.
final class LocalStack implements Place {
  private static final String OFFICIAL = "localstack/localstack";
  private static final String DEFAULT_IMAGE = OFFICIAL + ":4.14.0";
  private static final String STACK_NAME = "groundswell";

  /// See <https://docs.localstack.cloud/references/configuration/>. It runs arm64 functions on any
  /// machine, polls for events often, logs what functions print, and skips what it does not have:
  /// the dashboard and the audit's pipe.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "DEBUG", "1",
          "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120",
          "LAMBDA_IGNORE_ARCHITECTURE", "1",
          "CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "1",
          "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", "0.5",
          "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", "1");

  /// Set by the script that removes what an interrupted run leaves behind.
  private final String name =
      System.getenv()
          .getOrDefault(
              "LOCALSTACK_CONTAINER", "groundswell-%d".formatted(ProcessHandle.current().pid()));

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
    try {
      return localStack.deployed();
    } catch (RuntimeException | AssertionError e) {
      localStack.saveLogs(Deployed.EVIDENCE);
      throw e;
    }
  }

  private Deployed deployed() {
    container.start();
    var cloud = cloud();
    new Deployment(cloud, STACK_NAME).run(Deployed.TEMPLATE, ShortWaits.PARAMETERS);
    var deployed = new Deployed(cloud, STACK_NAME, this);
    var starts =
        new ColdStarts(cloud.lambda())
            .measure(deployed.functions(), container::getLogs, LocalStack::processStart);
    System.out.println(ColdStarts.table(starts));
    if (Boolean.getBoolean("groundswell.coldStartsJudged")) ColdStarts.judge(starts);
    return deployed;
  }

  /// The name of an execution environment's container contains the environment's id.
  private static Instant processStart(String environment) {
    var docker = DockerClientFactory.lazyClient();
    var id =
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withNameFilter(List.of(environment))
            .exec()
            .getFirst()
            .getId();
    return Instant.parse(docker.inspectContainerCmd(id).exec().getState().getStartedAt());
  }

  private Cloud cloud() {
    return Cloud.at(
        container.getEndpoint(),
        container.getRegion(),
        container.getAccessKey(),
        container.getSecretKey());
  }

  /// LocalStack's log contains what functions print, too.
  @Override
  public void saveLogs(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("localstack.log"), container.getLogs());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
