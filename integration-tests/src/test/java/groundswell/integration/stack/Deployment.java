package groundswell.integration.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Deploys the template as `sam deploy` does: uploads the packages to a bucket, puts their
/// addresses into the template, and has CloudFormation execute a change set.
final class Deployment {
  private static final Pattern CODE = Pattern.compile("(?m)^( +CodeUri: )(\\S+)$");
  private static final String PACKAGES = "groundswell-packages";
  private static final String CHANGES = "first";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Cloud cloud;
  private final String stackName;
  private final Waiting waiting;

  Deployment(Cloud cloud, String stackName) {
    this.cloud = cloud;
    this.stackName = stackName;
    waiting = new Waiting(PATIENCE, PAUSE, this::failures);
  }

  void run(Path template, Map<String, String> parameters) {
    var s3 = cloud.aws().s3();
    s3.createBucket(request -> request.bucket(PACKAGES));
    s3.putObject(
        request -> request.bucket(PACKAGES).key("template.yaml"),
        RequestBody.fromString(packaged(template)));
    var url =
        s3.utilities()
            .getUrl(request -> request.bucket(PACKAGES).key("template.yaml"))
            .toExternalForm();
    createChangeSet(url, parameters);
    cloud
        .cloudFormation()
        .executeChangeSet(request -> request.stackName(stackName).changeSetName(CHANGES));
    waiting.until("end of deployment", this::hasEnded);
    if (status() != StackStatus.CREATE_COMPLETE) throw new IllegalStateException(failures());
  }

  /// The template's text, with the addresses of the uploaded packages.
  private String packaged(Path template) {
    try {
      return CODE.matcher(Files.readString(template))
          .replaceAll(
              code ->
                  "%ss3://%s/%s"
                      .formatted(
                          code.group(1), PACKAGES, upload(template.resolveSibling(code.group(2)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String upload(Path zip) {
    var key = String.valueOf(zip.getFileName());
    cloud.aws().s3().putObject(request -> request.bucket(PACKAGES).key(key), zip);
    return key;
  }

  private void createChangeSet(String url, Map<String, String> parameters) {
    cloud
        .cloudFormation()
        .createChangeSet(
            request ->
                request
                    .stackName(stackName)
                    .changeSetName(CHANGES)
                    .changeSetType(ChangeSetType.CREATE)
                    .templateURL(url)
                    .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                    .parameters(given(parameters)));
    waiting.until("change set", () -> changeSet() == ChangeSetStatus.CREATE_COMPLETE);
  }

  private static List<Parameter> given(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                Parameter.builder()
                    .parameterKey(entry.getKey())
                    .parameterValue(entry.getValue())
                    .build())
        .toList();
  }

  private ChangeSetStatus changeSet() {
    var changes =
        cloud
            .cloudFormation()
            .describeChangeSet(request -> request.stackName(stackName).changeSetName(CHANGES));
    if (changes.status() == ChangeSetStatus.FAILED)
      throw new IllegalStateException("the change set failed: " + changes.statusReason());
    return changes.status();
  }

  private boolean hasEnded() {
    return !status().toString().endsWith("IN_PROGRESS");
  }

  private StackStatus status() {
    return cloud
        .cloudFormation()
        .describeStacks(request -> request.stackName(stackName))
        .stacks()
        .getFirst()
        .stackStatus();
  }

  /// The resources that could not be created, and why.
  private String failures() {
    return cloud
        .cloudFormation()
        .describeStackEvents(request -> request.stackName(stackName))
        .stackEvents()
        .stream()
        .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
        .map(StackEvent::toString)
        .toList()
        .toString();
  }
}
