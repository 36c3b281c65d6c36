package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.Statement.Condition;
import groundswell.local.template.Statement.Effect;
import groundswell.local.template.Statement.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The execution roles of functions: a role of the template, or the one that SAM makes from
/// `Policies`.
final class RoleReader {
  /// SAM attaches these to the roles that it makes, by the function's events:
  /// SAM developer guide, "CloudFormation resources generated when AWS::Serverless::Function is
  /// specified".
  private static final List<String> BASIC =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  private static final List<String> TRACING =
      List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

  private static final List<String> QUEUES =
      List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  private static final List<String> STREAMS =
      List.of(
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams");

  private final Source source;
  private final CreatedResources resources;

  RoleReader(Source source, CreatedResources resources) {
    this.source = source;
    this.resources = resources;
  }

  Roles roles() {
    var statements = new LinkedHashMap<String, List<Statement>>();
    var managed = new LinkedHashMap<String, List<Statement>>();
    var logGroups = new LinkedHashMap<String, String>();
    for (var function : resources.of("AWS::Serverless::Function")) {
      var role = role(function);
      statements.put(
          function.logicalId(),
          role.map(this::ofRole).orElseGet(() -> documents(function.properties(), "Policies")));
      if (role.isEmpty()) managed.put(function.logicalId(), managed(function));
      function
          .properties()
          .section("LoggingConfig")
          .flatMap(logging -> logging.optionalText("LogGroup"))
          .ifPresent(group -> logGroups.put(function.logicalId(), group));
    }
    return new Roles(statements, managed, logGroups, keys());
  }

  private Optional<Created> role(Created function) {
    if (function.properties().find("Role").isEmpty()) return Optional.empty();
    return Optional.of(resources.byArn("AWS::IAM::Role", "Arn", function.properties(), "Role"));
  }

  private List<Statement> ofRole(Created role) {
    return role.properties().sections("Policies").stream()
        .flatMap(policy -> policy.section("PolicyDocument").stream())
        .flatMap(this::statements)
        .toList();
  }

  private List<Statement> documents(Section function, String property) {
    return function.sections(property).stream().flatMap(this::statements).toList();
  }

  private Stream<Statement> statements(Section document) {
    return document.sections("Statement").stream().map(this::statement);
  }

  private Statement statement(Section statement) {
    return new Statement(
        source.place(statement.line()),
        effect(statement),
        statement.texts("Action"),
        statement.texts("Resource"),
        statement.section("Condition").map(this::conditions).orElse(List.of()));
  }

  private static Effect effect(Section statement) {
    return switch (statement.text("Effect")) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      case String other ->
          throw statement.error("Effect is \"%s\"; Allow or Deny".formatted(other));
    };
  }

  private List<Condition> conditions(Section condition) {
    var conditions = new ArrayList<Condition>();
    for (var name : condition.fields().fields().keySet()) {
      var operator =
          Stream.of(Operator.values())
              .filter(each -> each.text().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      condition.error(
                          "the local cloud does not evaluate the operator \"%s\"".formatted(name)));
      var keys = condition.section(name).orElseThrow();
      for (var key : keys.fields().fields().keySet()) {
        conditions.add(new Condition(operator, key, keys.texts(key)));
      }
    }
    return conditions;
  }

  private static List<Statement> managed(Created function) {
    var types =
        function.properties().named("Events").values().stream()
            .map(event -> event.text("Type"))
            .toList();
    var actions = new ArrayList<>(BASIC);
    actions.addAll(TRACING);
    if (types.contains("SQS")) actions.addAll(QUEUES);
    if (types.contains("DynamoDB")) actions.addAll(STREAMS);
    return List.of(
        new Statement("AWS's managed policies", Effect.ALLOW, actions, List.of("*"), List.of()));
  }

  /// Which key encrypts which resource.
  private Map<String, String> keys() {
    var keys = new LinkedHashMap<String, String>();
    for (var table : resources.of("AWS::DynamoDB::Table")) {
      table
          .properties()
          .section("SSESpecification")
          .flatMap(encryption -> encryption.optionalText("KMSMasterKeyId"))
          .ifPresent(key -> keys.put(resources.attribute(table, "Arn"), arn(key)));
    }
    for (var bucket : resources.of("AWS::S3::Bucket")) {
      bucketKey(bucket).ifPresent(key -> keys.put(resources.attribute(bucket, "Arn"), arn(key)));
    }
    for (var queue : resources.of("AWS::SQS::Queue")) {
      queue
          .properties()
          .optionalText("KmsMasterKeyId")
          .ifPresent(key -> keys.put(resources.attribute(queue, "Arn"), arn(key)));
    }
    for (var topic : resources.of("AWS::SNS::Topic")) {
      topic
          .properties()
          .optionalText("KmsMasterKeyId")
          .ifPresent(key -> keys.put(resources.attribute(topic, "TopicArn"), arn(key)));
    }
    return keys;
  }

  private static Optional<String> bucketKey(Created bucket) {
    return bucket.properties().section("BucketEncryption").stream()
        .flatMap(encryption -> encryption.sections("ServerSideEncryptionConfiguration").stream())
        .flatMap(rule -> rule.section("ServerSideEncryptionByDefault").stream())
        .flatMap(rule -> rule.optionalText("KMSMasterKeyID").stream())
        .findFirst();
  }

  /// A key is named by its id or its ARN.
  private static String arn(String key) {
    return key.startsWith("arn:")
        ? key
        : "arn:aws:kms:%s:%s:key/%s".formatted(LocalNames.REGION, LocalNames.ACCOUNT, key);
  }
}
