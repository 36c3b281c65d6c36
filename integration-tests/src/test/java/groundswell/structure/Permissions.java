package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A function may do what its code calls, and nothing else
/// (the AWS Service Authorization Reference, "Actions, resources, and condition keys").
class Permissions {
  private static final String SDK = "software.amazon.awssdk.services.";

  /// IAM's names of services that the SDK names differently.
  private static final Map<String, String> SERVICES = Map.of("eventbridge", "events");

  /// Actions whose name is not that of the call.
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("sqs:SendMessageBatch", "sqs:SendMessage"),
          Map.entry("sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"),
          Map.entry("lambda:Invoke", "lambda:InvokeFunction"),
          Map.entry("sns:PublishBatch", "sns:Publish"),
          Map.entry("dynamodb:QueryPaginator", "dynamodb:Query"),
          Map.entry("dynamodb:TransactWriteItems", "dynamodb:PutItem"),
          Map.entry("s3:PresignPutObject", "s3:PutObject"),
          Map.entry("s3:PresignGetObject", "s3:GetObject"),
          Map.entry("s3:HeadObject", "s3:GetObject"),
          Map.entry("s3:GetObjectAsBytes", "s3:GetObject"),
          Map.entry("s3:CreateMultipartUpload", "s3:PutObject"),
          Map.entry("s3:UploadPart", "s3:PutObject"),
          Map.entry("s3:CompleteMultipartUpload", "s3:PutObject"),
          Map.entry("s3:DeleteObjects", "s3:DeleteObject"),
          Map.entry("s3:ListObjectsV2", "s3:ListBucket"),
          Map.entry("s3:ListObjectsV2Paginator", "s3:ListBucket"));

  /// Actions that no call of ours names. Objects are encrypted, and read by version; without
  /// `s3:ListBucket` S3 answers a missing object with 403; Powertools reads parameters.
  private static final Set<String> IMPLIED =
      Set.of(
          "kms:Decrypt",
          "kms:GenerateDataKey",
          "s3:GetObjectVersion",
          "s3:ListBucket",
          "ssm:GetParameter");

  /// What Lambda itself does under a function's role: it reads the function's queues and streams,
  /// logs and traces.
  static final Set<String> OF_LAMBDA =
      Set.of(
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ReceiveMessage",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  private final Template template = Template.read();
  private final List<Resource> functions = template.resources(Template.FUNCTION);

  @Test
  void nameActionsAndResourcesWithoutAWildcard() {
    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(texts(function, "Action")).isNotEmpty().noneMatch(a -> a.contains("*"));
              assertThat(
                      template.allowed(function.id()).stream()
                          .filter(statement -> !hasNoArn(statement))
                          .flatMap(statement -> statement.at("Resource").texts())
                          .map(Property.Text::text))
                  .isNotEmpty()
                  .allMatch(
                      resource ->
                          !resource.contains("*")
                              || resource.matches("\\$\\{\\w+[.]Arn}(/[a-z]+)+/[*]")
                              || resource.equals("${StreamFailureBucket.Arn}/*"),
                      "a resource of the template, or the objects below a prefix of the bucket");
            });
  }

  /// Traces and metrics have no ARN: the reference has no resource for these actions.
  private static boolean hasNoArn(Property statement) {
    return statement
        .at("Action")
        .texts()
        .allMatch(action -> action.text().matches("xray:.*|cloudwatch:GetMetricData"));
  }

  /// AWS's managed policies would let every function read from every queue.
  @Test
  void areThoseOfARoleOfItsOwnWithoutAnyManagedPolicy() {
    assertThat(functions)
        .allMatch(function -> function.properties().at("Policies").missing())
        .extracting(function -> function.properties().at("Role").reference().orElseThrow())
        .doesNotHaveDuplicates()
        .allMatch(
            role -> template.resource(role).properties().at("ManagedPolicyArns").missing(),
            "no managed policy");
  }

  @Test
  void takeFromNoQueueOrStreamButTheirOwn() {
    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(resources(function, "sqs:ReceiveMessage"))
                  .containsExactlyInAnyOrderElementsOf(sources(template.queueMappings(), function))
                  .containsExactlyInAnyOrderElementsOf(resources(function, "sqs:DeleteMessage"));
              assertThat(resources(function, "dynamodb:GetRecords"))
                  .containsExactlyInAnyOrderElementsOf(
                      sources(template.streamMappings(), function));
              assertThat(resources(function, "logs:PutLogEvents"))
                  .containsExactly(
                      function.properties().at("LoggingConfig", "LogGroup").reference().orElse(""));
            });
  }

  private Set<String> resources(Resource function, String action) {
    return template.allowed(function.id(), action).stream()
        .flatMap(statement -> statement.at("Resource").references().stream())
        .collect(Collectors.toSet());
  }

  private static List<String> sources(List<Template.Mapping> mappings, Resource function) {
    return mappings.stream()
        .filter(mapping -> mapping.function().equals(function.id()))
        .map(Template.Mapping::source)
        .toList();
  }

  /// But for the key that `make board-key` makes.
  @Test
  void nameOnlyResourcesOfThisTemplate() {
    var known = template.resources().map(Template.Resource::id).collect(Collectors.toSet());
    known.add("BoardSigningKey");

    assertThat(functions)
        .flatMap(function -> template.allowed(function.id()))
        .filteredOn(statement -> !hasNoArn(statement))
        .flatMap(statement -> statement.at("Resource").items())
        .allSatisfy(resource -> assertThat(known).containsAll(resource.references()))
        .noneMatch(resource -> resource.references().isEmpty());
  }

  @Test
  void allowNoWildcardToAnybodyElse() {
    var allowing =
        template
            .resources()
            .filter(resource -> resource.type().matches("AWS::(SQS|SNS|S3|Events)::.*Policy"))
            .flatMap(
                policy -> policy.properties().at("PolicyDocument", "Statement").items().stream())
            .filter(statement -> statement.at("Effect").is("Allow"))
            .toList();

    assertThat(allowing)
        .filteredOn(statement -> !statement.at("Sid").is("OnlyTheDistributionReads"))
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(statement.texts()).noneMatch(text -> text.text().contains("*")));
    assertThat(allowing).noneMatch(statement -> statement.at("Condition").missing());
  }

  @Test
  void allowWhatTheCodeCalls() {
    assertThat(functions)
        .allSatisfy(
            function -> assertThat(texts(function, "Action")).containsAll(called(function)));
  }

  @Test
  void allowNothingThatTheCodeDoesNotCall() {
    assertThat(functions)
        .allSatisfy(
            function -> {
              var unused = new TreeSet<>(texts(function, "Action"));
              unused.removeAll(called(function));
              unused.removeAll(IMPLIED);
              unused.removeAll(OF_LAMBDA);
              // Lambda stores records there that it gives up on, under the function's role.
              if (readsStream(function)) unused.remove("s3:PutObject");
              assertThat(unused).as("unused permissions of %s", function.id()).isEmpty();
            });
  }

  private boolean readsStream(Resource function) {
    return template.streamMappings().stream()
        .anyMatch(mapping -> mapping.function().equals(function.id()));
  }

  private static Set<String> called(Resource function) {
    return actions(CallGraph.of(function.properties().at("Handler").text()).callsOutside());
  }

  /// The actions that calls of AWS need.
  static Set<String> actions(Stream<JavaCodeUnitAccess<?>> calls) {
    return calls
        .map(JavaCodeUnitAccess::getTarget)
        .filter(Permissions::isCallOfAService)
        .map(Permissions::action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isCallOfAService(AccessTarget target) {
    var owner = target.getOwner();
    return owner.getPackageName().startsWith(SDK)
        && owner.getSimpleName().matches("\\w+(Client|Presigner)")
        && !target.getName().matches("builder|create|close|serviceName|<init>|utilities");
  }

  private static String action(AccessTarget target) {
    var sdkName = target.getOwner().getPackageName().substring(SDK.length()).split("[.]", -1)[0];
    var name = target.getName();
    var action =
        "%s:%s%s"
            .formatted(
                SERVICES.getOrDefault(sdkName, sdkName),
                Character.toUpperCase(name.charAt(0)),
                name.substring(1));
    return ACTIONS.getOrDefault(action, action);
  }

  private Set<String> texts(Resource function, String field) {
    return template.allowed(function.id()).stream()
        .flatMap(statement -> statement.at(field).texts())
        .map(Property.Text::text)
        .collect(Collectors.toSet());
  }
}
