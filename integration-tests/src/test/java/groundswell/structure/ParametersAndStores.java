package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.activity.Origin;
import groundswell.operations.failures.FailureBy;
import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Parameters explain themselves; what is stored can be restored, and only its owner can read it.
class ParametersAndStores {
  private static final List<String> RETENTION_DAYS =
      Stream.of(
              1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
              2922, 3288, 3653)
          .map(String::valueOf)
          .toList();

  private final Template template = Template.read();

  @Test
  void everyParameterHasADefaultAndADescription() {
    assertThat(template.parameters())
        .isNotEmpty()
        .allSatisfy(
            (_, parameter) -> {
              assertThat(parameter.at("Default").missing()).isFalse();
              assertThat(parameter.at("Description").text()).hasSizeGreaterThan(10).endsWith(".");
            });
  }

  /// CloudWatch Logs accepts no other values, and CloudFormation would fail halfway through a
  /// deployment (<https://docs.aws.amazon.com/goto/WebAPI/logs-2014-03-28/PutRetentionPolicy>).
  @Test
  void logsAreKeptForDaysThatCloudWatchTakes() {
    var retentions =
        template.resources("AWS::Logs::LogGroup").stream()
            .flatMap(group -> group.properties().at("RetentionInDays").reference().stream())
            .collect(Collectors.toSet());

    assertThat(template.parameters())
        .containsKeys(retentions.toArray(String[]::new))
        .isNotEmpty()
        .allSatisfy(
            (name, parameter) -> {
              if (retentions.contains(name))
                assertThat(parameter.at("AllowedValues").items())
                    .extracting(Property::text)
                    .containsExactlyElementsOf(RETENTION_DAYS);
            });
  }

  @Test
  void theAccessLogSaysWhoAskedFromWhereAndWhatCameOfIt() {
    var format =
        template.resources("AWS::Serverless::HttpApi").stream()
            .map(api -> api.properties().at("AccessLogSettings", "Format").text());

    assertThat(format)
        .singleElement()
        .asString()
        .contains(
            "$context.routeKey",
            "$context.status",
            "$context.identity.sourceIp",
            "$context.authorizer.claims.${TenantClaim}",
            "$context.authorizer.claims.sub",
            "$context.authorizer.error");
  }

  /// A quote or a backslash in one of them would make lines that are not JSON.
  @Test
  void textsInsideJsonHoldNeitherQuoteNorBackslash() {
    assertThat(List.of("TenantClaim", "RoleClaim", "ConsoleClientId"))
        .allSatisfy(
            name -> {
              var allowed = template.root().at("Parameters", name, "AllowedPattern").text();
              assertThat("cognito:groups").matches(allowed);
              assertThat("https://groundswell.example/a[1]~!").matches(allowed);
              for (var text : List.of("a\"b", "a\\b", "a b", "", "ü"))
                assertThat(text).doesNotMatch(allowed);
            });
  }

  @Test
  void everyParameterIsUsed() {
    var used =
        Stream.of("Globals", "Resources", "Outputs")
            .flatMap(section -> template.root().at(section).references().stream())
            .collect(Collectors.toSet());

    assertThat(template.parameters().keySet()).isSubsetOf(used);
  }

  @Test
  void everyTableIsEncryptedAndCanBeRestoredToAnyPointInTime() {
    assertThat(template.resources("AWS::DynamoDB::Table"))
        .isNotEmpty()
        .allSatisfy(
            table -> {
              var properties = table.properties();
              assertThat(properties.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
              assertThat(properties.at("SSESpecification", "KMSMasterKeyId").reference())
                  .isPresent();
              assertThat(
                      properties
                          .at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                          .text())
                  .isEqualTo("true");
            });
  }

  @Test
  void theBucketIsVersionedEncryptedAndPrivate() {
    assertThat(template.resources("AWS::S3::Bucket"))
        .isNotEmpty()
        .allSatisfy(
            bucket -> {
              var properties = bucket.properties();
              assertThat(properties.at("VersioningConfiguration", "Status").text())
                  .isEqualTo("Enabled");
              assertThat(properties.at("BucketEncryption").references()).isNotEmpty();
              assertThat(properties.at("PublicAccessBlockConfiguration").fields().values())
                  .hasSize(4)
                  .allMatch(blocked -> blocked.is("true"), "blocked");
            });
  }

  @Test
  void whatIsStoredOutlivesTheStack() {
    assertThat(template.root().at("Resources").fields().values())
        .filteredOn(ParametersAndStores::isKept)
        .anyMatch(resource -> resource.at("Type").is("AWS::Logs::LogGroup"))
        .allMatch(resource -> resource.at("UpdateReplacePolicy").is("Retain"), "retained")
        .allMatch(
            resource -> resource.at("DeletionPolicy").is("RetainExceptOnCreate"),
            "retained, but for a first deployment that failed");
  }

  /// Tables, buckets, the key, and the log of the audit.
  private static boolean isKept(Property resource) {
    return resource.at("Type").text().matches(".*(Table|Bucket|KMS::Key)")
        || resource
            .at("Properties", "LogGroupName")
            .texts()
            .anyMatch(name -> name.text().endsWith("/audit"));
  }

  @Test
  void noTableIsDeletedByMistake() {
    assertThat(template.resources("AWS::DynamoDB::Table"))
        .allMatch(table -> table.properties().at("DeletionProtectionEnabled").is("true"));
  }

  /// This includes functions' variables and snapshots, and events that wait on the bus.
  @Test
  void whatFunctionsAndTheBusKeepIsEncryptedWithTheKey() {
    assertThat(template.root().at("Globals", "Function", "KmsKeyArn").reference()).hasValue("Key");
    assertThat(template.resources("AWS::Events::EventBus"))
        .isNotEmpty()
        .allMatch(bus -> bus.properties().at("KmsKeyIdentifier").reference().isPresent())
        .allMatch(bus -> bus.properties().at("DeadLetterConfig", "Arn").reference().isPresent());
  }

  @Test
  void queuesTopicsAndBucketsTakeNothingWithoutTls() {
    assertThat(
            Stream.of("SQS::Queue", "SNS::Topic", "S3::Bucket")
                .flatMap(type -> template.resources("AWS::" + type).stream()))
        .isNotEmpty()
        .allSatisfy(
            store -> {
              var policies = policiesOf(store);
              assertThat(policies).hasSize(1);
              assertThat(policies.getFirst().at("PolicyDocument", "Statement").items())
                  .anyMatch(
                      statement ->
                          statement.at("Effect").is("Deny")
                              && statement
                                  .at("Condition", "Bool", "aws:SecureTransport")
                                  .is("false"));
            });
  }

  /// There must be only one: the last policy set on a queue or topic replaces the others.
  private List<Property> policiesOf(Resource store) {
    return template
        .resources()
        .filter(resource -> resource.type().matches("AWS::(SQS|SNS|S3)::.*Policy"))
        .map(Resource::properties)
        .filter(
            policy ->
                Stream.of("Queues", "Topics", "Bucket")
                    .anyMatch(on -> policy.at(on).references().contains(store.id())))
        .toList();
  }

  @Test
  void everyStreamedTableCanBeWarmed() {
    assertThat(template.streamMappings())
        .extracting(mapping -> template.resource(mapping.source()).properties())
        .allMatch(
            table -> table.at("WarmThroughput", "WriteUnitsPerSecond").reference().isPresent())
        .allMatch(
            table -> table.at("WarmThroughput", "ReadUnitsPerSecond").reference().isPresent());
  }

  /// What a redrive needs lives as long as the failure: files, partitions, bodies and records.
  @Test
  void whatAFailureRefersToIsKeptAsLongAsTheFailure() {
    var rules = rulesOf("Bucket");
    assertThat(rules)
        .filteredOn(
            rule ->
                Set.of("uploads/", "partitions/", "touched/", "failures/")
                    .contains(rule.at("Prefix").text()))
        .hasSize(4)
        .allMatch(ParametersAndStores::endsWithTheFailure);
    assertThat(rulesOf("StreamFailureBucket"))
        .singleElement()
        .matches(rule -> rule.at("Prefix").missing())
        .matches(ParametersAndStores::endsWithTheFailure);
    assertThat(
            template
                .root()
                .at("Globals", "Function", "Environment", "Variables", "FAILURE_RETENTION_DAYS")
                .reference())
        .contains("FailureRetentionDays");
    assertThat(template.parameters())
        .extractingByKey("FailureRetentionDays")
        .returns("30", parameter -> parameter.at("Default").text());
  }

  /// An image names uploads that may be taken back as late as their statements name them, and is
  /// needed until its own upload can no longer be taken back.
  @Test
  void whatAnUploadReplacedIsKeptAsLongAsItIsNeeded() {
    long days = Origin.REVERTIBLE_FOR.plus(Origin.NAMED_FOR).toDays();
    assertThat(rulesOf("Bucket"))
        .filteredOn(rule -> rule.at("Prefix").is("before/"))
        .singleElement()
        .matches(rule -> rule.at("ExpirationInDays").is(Long.toString(days)));
  }

  /// With less, lists would show a failure wrongly; with more, each change of a failure would cost
  /// more in each index.
  @ParameterizedTest
  @EnumSource
  void theIndexesOfFailuresHaveWhatIsListedAndNoMore(FailureBy by) {
    var indexes =
        template.resource("OperationsTable").properties().at("GlobalSecondaryIndexes").items();
    assertThat(indexes).hasSize(FailureBy.values().length);
    assertThat(indexes)
        .filteredOn(index -> index.at("IndexName").is(by.index()))
        .singleElement()
        .satisfies(
            index -> {
              var projection = index.at("Projection");
              assertThat(projection.at("ProjectionType").text()).isEqualTo("INCLUDE");
              assertThat(projection.at("NonKeyAttributes").items())
                  .extracting(Property::text)
                  .containsExactlyInAnyOrderElementsOf(by.projected());
              assertThat(index.at("KeySchema").items().getFirst().at("AttributeName").text())
                  .isEqualTo(by.attribute());
            });
  }

  private List<Property> rulesOf(String bucket) {
    return template.resource(bucket).properties().at("LifecycleConfiguration", "Rules").items();
  }

  private static boolean endsWithTheFailure(Property rule) {
    return rule.at("ExpirationInDays").reference().equals(Optional.of("FailureRetentionDays"));
  }

  /// Who looked at a member before it was marked as erased may write behind the first pass. The
  /// last one deletes it, if the writer has ended by then.
  @Test
  void theLastPassOfAnErasureComesAfterEveryRunThatWritesAboutMembers() {
    var pause =
        template.number(
            template
                .resource("Eraser")
                .properties()
                .at("Environment", "Variables", "PAUSE_SECONDS"));
    var writers =
        template.resources(Template.FUNCTION).stream()
            .filter(function -> writesAboutMembers(function.id()))
            .toList();

    assertThat(writers)
        .extracting(Resource::id)
        .contains("Api", "ActivityLoader", "ProgressCalculator", "RewardGranter", "Notifier");
    assertThat(writers)
        .allSatisfy(
            writer ->
                assertThat(template.number(writer.properties().at("Timeout")))
                    .as(writer.id())
                    .isLessThan(pause));
  }

  private boolean writesAboutMembers(String function) {
    return Stream.of("dynamodb:PutItem", "dynamodb:UpdateItem")
        .flatMap(action -> template.allowed(function, action).stream())
        .flatMap(statement -> statement.at("Resource").references().stream())
        .anyMatch(table -> table.equals("UsersTable") || table.equals("ProgramsTable"));
  }

  @Test
  void everyLogEndsSomeDay() {
    assertThat(template.resources("AWS::Logs::LogGroup"))
        .allMatch(log -> !log.properties().at("RetentionInDays").missing(), "a retention");
    assertThat(template.resources(Template.FUNCTION))
        .allMatch(
            function ->
                function.properties().at("LoggingConfig", "LogGroup").reference().isPresent(),
            "a log group of the template");
  }
}
