package groundswell.local.template;

import static groundswell.local.template.Texts.read;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.template.Topology.Bucket;
import groundswell.local.template.Topology.Bus;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Index;
import groundswell.local.template.Topology.Notification;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.Redrive;
import groundswell.local.template.Topology.Rule;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Table;
import groundswell.local.template.Topology.Target;
import groundswell.local.template.Topology.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Defaults are from https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
class ReadingResources {
  private static final String WORK = "arn:aws:sqs:us-east-1:000000000000:work";
  private static final String WORK_DLQ = "arn:aws:sqs:us-east-1:000000000000:work-dlq";
  private static final String QUEUES =
      """
      Resources:
        WorkDlq:
          Type: AWS::SQS::Queue
          Properties: {QueueName: work-dlq, MessageRetentionPeriod: 1209600}
        Work:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: work
            VisibilityTimeout: 180
            KmsMasterKeyId: alias/aws/sqs
            RedrivePolicy: {deadLetterTargetArn: !GetAtt WorkDlq.Arn, maxReceiveCount: 5}
      """;

  private static final String TABLE =
      """
            Resources:
              Users:
                Type: AWS::DynamoDB::Table
                DeletionPolicy: Retain
                Properties:
                  TableName: users
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions:
                    - {AttributeName: PK, AttributeType: S}
                    - {AttributeName: SK, AttributeType: S}
                    - {AttributeName: at, AttributeType: N}
                  KeySchema:
                    - {AttributeName: PK, KeyType: HASH}
                    - {AttributeName: SK, KeyType: RANGE}
                  GlobalSecondaryIndexes:
                    - IndexName: by-time
                      KeySchema: [{AttributeName: SK, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                      Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [size, color]}
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
                  TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
            """;

  @Test
  void readsQueuesWithTheirRedrive() {
    var topology = read(QUEUES);

    assertThat(topology.queues())
        .containsExactly(
            new Queue(
                "WorkDlq",
                "work-dlq",
                WORK_DLQ,
                Duration.ofSeconds(30),
                Duration.ofDays(14),
                Duration.ZERO,
                Optional.empty()),
            new Queue(
                "Work",
                "work",
                WORK,
                Duration.ofMinutes(3),
                Duration.ofDays(4),
                Duration.ZERO,
                Optional.of(new Redrive(WORK_DLQ, 5))));
    assertThat(topology.withoutEffect()).containsExactly("WorkDlq.MessageRetentionPeriod");
  }

  @Test
  void readsATable() {
    var topology = read(TABLE);

    var sortKey = new Topology.Key("SK", "S");
    assertThat(topology.tables())
        .containsExactly(
            new Table(
                "Users",
                "users",
                "arn:aws:dynamodb:us-east-1:000000000000:table/users",
                new Topology.Key("PK", "S"),
                Optional.of(sortKey),
                List.of(
                    new Index(
                        "by-time",
                        sortKey,
                        Optional.of(new Topology.Key("at", "N")),
                        "INCLUDE",
                        List.of("size", "color"))),
                true,
                Optional.of("expires")));
  }

  @Test
  void readsRulesWithPatternsAsJson() {
    var topology =
        read(
            QUEUES
                + """
                  Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
                  Rule:
                    Type: AWS::Events::Rule
                    Properties:
                      EventBusName: !GetAtt Bus.Arn
                      EventPattern:
                        detail-type: [ActivityChanged]
                        detail: {lane: [live, bulk], size: [{numeric: [">", 0]}], known: [{exists: true}]}
                      Targets:
                        - Id: work
                          Arn: !GetAtt Work.Arn
                          DeadLetterConfig: {Arn: !GetAtt WorkDlq.Arn}
                          RetryPolicy: {MaximumRetryAttempts: 10}
                """);

    var pattern =
        """
        {"detail-type":["ActivityChanged"],"detail":{"lane":["live","bulk"],\
        "size":[{"numeric":[">",0]}],"known":[{"exists":true}]}}""";
    assertThat(topology.buses())
        .containsExactly(
            new Bus("Bus", "bus", "arn:aws:events:us-east-1:000000000000:event-bus/bus"));
    assertThat(topology.rules())
        .containsExactly(
            new Rule(
                "Rule", "bus", pattern, List.of(new Target("work", WORK, Optional.of(WORK_DLQ)))));
    assertThat(topology.withoutEffect()).contains("Rule.Targets.RetryPolicy");
  }

  @Test
  void readsTopicsWithTheirSubscriptions() {
    var topology =
        read(
            QUEUES
                + """
                  News:
                    Type: AWS::SNS::Topic
                    Properties:
                      TopicName: news
                      Subscription: [{Protocol: sqs, Endpoint: !GetAtt Work.Arn}]
                  Goals:
                    Type: AWS::SNS::Subscription
                    Properties:
                      TopicArn: !Ref News
                      Protocol: sqs
                      Endpoint: !GetAtt Work.Arn
                      FilterPolicyScope: MessageBody
                      FilterPolicy: {reason: [goal]}
                      RawMessageDelivery: true
                """);

    var plain = new Subscription(WORK, Optional.empty(), FilterScope.MESSAGE_ATTRIBUTES, false);
    var filtered =
        new Subscription(
            WORK, Optional.of("{\"reason\":[\"goal\"]}"), FilterScope.MESSAGE_BODY, true);
    assertThat(topology.topics())
        .containsExactly(
            new Topic(
                "News",
                "news",
                "arn:aws:sns:us-east-1:000000000000:news",
                List.of(plain, filtered)));
  }

  @Test
  void readsABucketWithItsNotifications() {
    var topology =
        read(
            QUEUES
                + """
                  Files:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: files
                      VersioningConfiguration: {Status: Enabled}
                      LifecycleConfiguration: {Rules: []}
                      NotificationConfiguration:
                        QueueConfigurations:
                          - Event: s3:ObjectCreated:*
                            Queue: !GetAtt Work.Arn
                            Filter: {S3Key: {Rules: [{Name: prefix, Value: uploads/}]}}
                """);

    var notification =
        new Notification(
            WORK, List.of("s3:ObjectCreated:*"), Optional.of("uploads/"), Optional.empty());
    assertThat(topology.buckets())
        .containsExactly(new Bucket("Files", "files", true, List.of(notification)));
  }

  @Test
  void readsSsmParametersAndListsWhatDoesNothingHere() {
    var topology =
        read(
            """
            Resources:
              Limit:
                Type: AWS::SSM::Parameter
                Properties: {Name: /groundswell/limit, Type: String, Value: 5}
              Key:
                Type: AWS::KMS::Key
                Properties: {Description: data, KeyPolicy: {Statement: []}}
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties: {AlarmName: dlq, Threshold: 0}
            """);

    assertThat(topology.parameters()).containsEntry("/groundswell/limit", "5");
    assertThat(topology.withoutEffect())
        .containsExactly("Key (AWS::KMS::Key)", "Alarm (AWS::CloudWatch::Alarm)");
  }

  @Test
  void leavesOutWhatAConditionRulesOut() {
    var topology =
        read(
            """
            Parameters: {Extra: {Type: String, Default: 'no'}}
            Conditions: {WithExtra: !Equals [!Ref Extra, 'yes']}
            Resources:
              Extra: {Type: AWS::SQS::Queue, Condition: WithExtra}
              Always: {Type: AWS::SQS::Queue, DependsOn: Extra}
            Outputs:
              Extra: {Condition: WithExtra, Value: !Ref Extra}
            """);

    assertThat(topology.queues()).extracting(Queue::name).containsExactly("groundswell-Always");
    assertThat(topology.outputs()).isEmpty();
  }
}
