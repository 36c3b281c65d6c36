package groundswell.local.template;

import static groundswell.local.template.Texts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.local.template.Topology.Function;
import groundswell.local.template.Topology.HttpApi;
import groundswell.local.template.Topology.JwtAuthorizer;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.Route;
import groundswell.local.template.Topology.StreamMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReadingFunctions {
  private static final String WORK = "arn:aws:sqs:us-east-1:000000000000:work";
  private static final String SHARED =
      """
      Transform: AWS::Serverless-2016-10-31
      Globals:
        Function:
          Runtime: java25
          Timeout: 30
          Environment: {Variables: {TABLE: !Ref Users, LEVEL: info}}
      Resources:
        Users:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: users
            AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
            KeySchema: [{AttributeName: PK, KeyType: HASH}]
            StreamSpecification: {StreamViewType: NEW_IMAGE}
        Work: {Type: AWS::SQS::Queue, Properties: {QueueName: work}}
        Failures: {Type: AWS::S3::Bucket, Properties: {BucketName: failures}}
      """;
  private static final String LOADER =
      """
        Loader:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.b.Loader::handleRequest
            FunctionName: loader
            SnapStart: {ApplyOn: PublishedVersions}
            AutoPublishAlias: live
      """;

  private static final String QUEUE_EVENTS =
      """
            Events:
              Plain: {Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}
              Full:
                Type: SQS
                Properties:
                  Queue: !GetAtt Work.Arn
                  BatchSize: 100
                  MaximumBatchingWindowInSeconds: 5
                  ScalingConfig: {MaximumConcurrency: 8}
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  FilterCriteria: {Filters: [{Pattern: '{"body":{"a":[1]}}'}]}
      """;

  private static final String STREAM_EVENTS =
      """
            Events:
              Plain: {Type: DynamoDB, Properties: {Stream: !GetAtt Users.StreamArn, StartingPosition: TRIM_HORIZON}}
              Full:
                Type: DynamoDB
                Properties:
                  Stream: !GetAtt Users.StreamArn
                  StartingPosition: TRIM_HORIZON
                  BatchSize: 500
                  MaximumBatchingWindowInSeconds: 1
                  ParallelizationFactor: 4
                  MaximumRetryAttempts: 3
                  MaximumRecordAgeInSeconds: 21600
                  BisectBatchOnFunctionError: true
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  DestinationConfig: {OnFailure: {Type: S3Bucket, Destination: !GetAtt Failures.Arn}}
      """;

  @Test
  void mergesGlobalsAsSamDoes() {
    var topology =
        read(
            SHARED
                + LOADER
                + """
                      Timeout: 60
                      ReservedConcurrentExecutions: 20
                      Environment: {Variables: {LEVEL: debug}}
                """);

    assertThat(topology.functions())
        .containsExactly(
            new Function(
                "Loader",
                "loader",
                "arn:aws:lambda:us-east-1:000000000000:function:loader",
                "a.b.Loader",
                Map.of("TABLE", "users", "LEVEL", "debug"),
                Duration.ofSeconds(60),
                OptionalInt.of(20),
                false,
                2));
    assertThat(topology.withoutEffect()).contains("Loader.SnapStart", "Loader.AutoPublishAlias");
  }

  /// <https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html>: a loop is
  /// terminated unless the function allows it.
  @Test
  void readsWhetherAFunctionMayInvokeItself() {
    assertThat(read(SHARED + LOADER).functions().getFirst().recursiveLoopAllowed()).isFalse();
    assertThat(readLoader("Terminate").recursiveLoopAllowed()).isFalse();
    assertThat(readLoader("Allow").recursiveLoopAllowed()).isTrue();
    assertThatThrownBy(() -> readLoader("Sometimes"))
        .hasMessageContaining("\"RecursiveLoop\" is \"Sometimes\"")
        .hasMessageContaining("Allow, Terminate");
  }

  /// <https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html>
  @Test
  void readsHowOftenAnAsynchronousCallIsMadeAgain() {
    var none = "      EventInvokeConfig: {MaximumRetryAttempts: 0}\n";
    var three = "      EventInvokeConfig: {MaximumRetryAttempts: 3}\n";

    assertThat(read(SHARED + LOADER).functions().getFirst().asynchronousRetries()).isEqualTo(2);
    assertThat(read(SHARED + LOADER + none).functions().getFirst().asynchronousRetries()).isZero();
    assertThatThrownBy(() -> read(SHARED + LOADER + three))
        .hasMessageContaining("MaximumRetryAttempts is 3, but must be from 0 to 2");
  }

  private static Function readLoader(String recursiveLoop) {
    return read(SHARED + LOADER + "      RecursiveLoop: %s\n".formatted(recursiveLoop))
        .functions()
        .getFirst();
  }

  @Test
  void turnsQueueEventsIntoMappings() {
    var topology = read(SHARED + LOADER + QUEUE_EVENTS);

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html: the batch size is
    // 10, the window 0
    assertThat(topology.queueMappings())
        .containsExactly(
            new QueueMapping(
                "LoaderPlain",
                "Loader",
                WORK,
                10,
                Duration.ZERO,
                OptionalInt.empty(),
                false,
                List.of()),
            new QueueMapping(
                "LoaderFull",
                "Loader",
                WORK,
                100,
                Duration.ofSeconds(5),
                OptionalInt.of(8),
                true,
                List.of("{\"body\":{\"a\":[1]}}")));
  }

  @Test
  void turnsStreamEventsIntoMappings() {
    var topology = read(SHARED + LOADER + STREAM_EVENTS);

    // https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html: the batch size is 100,
    // retries and age are unlimited
    assertThat(topology.streamMappings())
        .containsExactly(
            new StreamMapping(
                "LoaderPlain",
                "Loader",
                "users",
                100,
                Duration.ZERO,
                1,
                OptionalInt.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                Optional.empty()),
            new StreamMapping(
                "LoaderFull",
                "Loader",
                "users",
                500,
                Duration.ofSeconds(1),
                4,
                OptionalInt.of(3),
                Optional.of(Duration.ofHours(6)),
                true,
                true,
                List.of(),
                Optional.of("arn:aws:s3:::failures")));
  }

  @Test
  void readsMappingsThatStandApart() {
    var topology =
        read(
            SHARED
                + LOADER
                + """
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties:
                      FunctionName: !Ref Loader.Alias
                      EventSourceArn: !GetAtt Work.Arn
                      ScalingConfig: {MaximumConcurrency: 2}
                """);

    assertThat(topology.queueMappings())
        .singleElement()
        .satisfies(
            mapping -> {
              assertThat(mapping.id()).isEqualTo("Mapping");
              assertThat(mapping.functionLogicalId()).isEqualTo("Loader");
              assertThat(mapping.maximumConcurrency()).hasValue(2);
            });
  }

  @Test
  void turnsHttpEventsIntoRoutesOfTheApi() {
    var topology =
        read(
            SHARED
                + """
                  Api:
                    Type: AWS::Serverless::HttpApi
                    Properties:
                      Auth:
                        DefaultAuthorizer: Jwt
                        Authorizers:
                          Jwt:
                            IdentitySource: $request.header.Authorization
                            JwtConfiguration: {issuer: 'http://127.0.0.1:1', audience: [groundswell]}
                          Operators:
                            IdentitySource: $request.header.Authorization
                            JwtConfiguration: {issuer: 'http://127.0.0.1:2', audience: [operations]}
                """
                + LOADER
                + """
                      Events:
                        Put: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: put, Path: '/v1/uploads/{id}'}}
                        Operate: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /failures, Auth: {Authorizer: Operators}}}
                        Health: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /health, Auth: {Authorizer: NONE}}}
                Outputs:
                  ApiUrl: {Value: !GetAtt Api.ApiEndpoint}
                """);

    assertThat(topology.httpApi())
        .contains(
            new HttpApi(
                "Api",
                List.of(
                    new Route("PUT", "/v1/uploads/{id}", "Loader", Optional.of("Jwt")),
                    new Route("GET", "/failures", "Loader", Optional.of("Operators")),
                    new Route("GET", "/health", "Loader", Optional.empty())),
                Map.of(
                    "Jwt",
                    new JwtAuthorizer("http://127.0.0.1:1", List.of("groundswell")),
                    "Operators",
                    new JwtAuthorizer("http://127.0.0.1:2", List.of("operations")))));
    assertThat(topology.outputs()).containsEntry("ApiUrl", "http://127.0.0.1:8080");
  }
}
