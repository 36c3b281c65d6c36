package groundswell.local.iam;

import static groundswell.local.iam.RequiredPermissions.ofKey;

import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Function;
import groundswell.local.template.Topology.StreamMapping;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// What Lambda itself does under a function's role: it reads each mapping's source, writes what it
/// gives up on to the failure destination, and writes logs and traces. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-create-mapping.html> and
/// <https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html>.
record StartingPermissions(Topology topology) {
  void forEach(BiConsumer<String, Permission> action) {
    for (var function : topology.functions()) {
      running(function).forEach(each -> action.accept(function.logicalId(), each));
    }
    for (var mapping : topology.queueMappings()) {
      queue(mapping.queueArn()).forEach(each -> action.accept(mapping.functionLogicalId(), each));
    }
    for (var mapping : topology.streamMappings()) {
      stream(mapping).forEach(each -> action.accept(mapping.functionLogicalId(), each));
    }
  }

  private Stream<Permission> running(Function function) {
    var log =
        "arn:aws:logs:%s:%s:log-group:%s:log-stream:1"
            .formatted(
                LocalNames.REGION, LocalNames.ACCOUNT, topology.roles().logGroupOf(function));
    return Stream.of(
        Permission.of("logs:CreateLogStream", log),
        Permission.of("logs:PutLogEvents", log),
        Permission.of("xray:PutTraceSegments", "*"),
        Permission.of("xray:PutTelemetryRecords", "*"));
  }

  private Stream<Permission> queue(String arn) {
    return Stream.concat(
        Stream.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
            .map(action -> Permission.of(action, arn)),
        ofKey(topology.roles(), arn, "Decrypt"));
  }

  private Stream<Permission> stream(StreamMapping mapping) {
    var table =
        topology.tables().stream()
            .filter(each -> each.name().equals(mapping.tableName()))
            .findFirst()
            .orElseThrow();
    var stream = table.arn() + "/stream/local";
    var reading =
        Stream.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")
            .map(action -> Permission.of(action, stream));
    return Stream.of(
            reading,
            Stream.of(Permission.of("dynamodb:ListStreams", table.arn() + "/stream/*")),
            ofKey(topology.roles(), table.arn(), "Decrypt"),
            mapping.failureBucketArn().stream().flatMap(this::failures))
        .flatMap(permissions -> permissions);
  }

  private Stream<Permission> failures(String bucket) {
    return Stream.concat(
        Stream.of(
            Permission.of("s3:PutObject", bucket + "/aws/lambda/mapping/shard"),
            Permission.of("s3:ListBucket", bucket)),
        ofKey(topology.roles(), bucket, "GenerateDataKey"));
  }
}
