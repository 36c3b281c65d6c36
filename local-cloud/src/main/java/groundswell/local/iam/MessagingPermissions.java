package groundswell.local.iam;

import static groundswell.local.iam.RequiredPermissions.ofKey;

import groundswell.local.calls.Call;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Roles;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;

/// Permissions for calls of queues, topics, buses, parameters and functions. What senders need on a
/// key is in the SQS Developer Guide, "Key management", and in
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html>.
final class MessagingPermissions {
  private static final String ARN = "arn:aws:%s:" + LocalNames.REGION + ":" + LocalNames.ACCOUNT;

  private final Roles roles;

  MessagingPermissions(Roles roles) {
    this.roles = roles;
  }

  List<Permission> of(Call call) {
    return switch (call.request()) {
      case SendMessageRequest r -> sending(r.queueUrl());
      case SendMessageBatchRequest r -> sending(r.queueUrl());
      case ReceiveMessageRequest r -> receiving(r.queueUrl());
      case DeleteMessageRequest r -> ofQueue("sqs:DeleteMessage", r.queueUrl());
      case DeleteMessageBatchRequest r -> ofQueue("sqs:DeleteMessage", r.queueUrl());
      case ChangeMessageVisibilityRequest r -> ofQueue("sqs:ChangeMessageVisibility", r.queueUrl());
      case ChangeMessageVisibilityBatchRequest r ->
          ofQueue("sqs:ChangeMessageVisibility", r.queueUrl());
      case GetQueueAttributesRequest r -> ofQueue("sqs:GetQueueAttributes", r.queueUrl());
      case GetQueueUrlRequest r -> ofQueue("sqs:GetQueueUrl", r.queueName());
      case ListQueuesRequest _ ->
          List.of(Permission.of("sqs:ListQueues", ARN.formatted("sqs") + ":*"));
      case PublishRequest r -> publishing(r.topicArn());
      case PublishBatchRequest r -> publishing(r.topicArn());
      case PutEventsRequest r -> r.entries().stream().map(this::bus).distinct().toList();
      case GetParameterRequest r -> List.of(Permission.of("ssm:GetParameter", parameter(r.name())));
      case InvokeRequest r ->
          List.of(
              Permission.of("lambda:InvokeFunction", function(r.functionName(), r.qualifier())));
      case Object other -> throw RequiredPermissions.unknown(other);
    };
  }

  private List<Permission> sending(String url) {
    var queue = queue(url);
    return Stream.concat(
            Stream.of(Permission.of("sqs:SendMessage", queue)),
            ofKey(roles, queue, "GenerateDataKey", "Decrypt"))
        .toList();
  }

  private List<Permission> receiving(String url) {
    var queue = queue(url);
    return Stream.concat(
            Stream.of(Permission.of("sqs:ReceiveMessage", queue)), ofKey(roles, queue, "Decrypt"))
        .toList();
  }

  private List<Permission> publishing(String topic) {
    return Stream.concat(
            Stream.of(Permission.of("sns:Publish", topic)),
            ofKey(roles, topic, "GenerateDataKey", "Decrypt"))
        .toList();
  }

  private static List<Permission> ofQueue(String action, String url) {
    return List.of(Permission.of(action, queue(url)));
  }

  private static String queue(String url) {
    return ARN.formatted("sqs") + ":" + url.substring(url.lastIndexOf('/') + 1);
  }

  private Permission bus(PutEventsRequestEntry entry) {
    var name = entry.eventBusName();
    var bus = name == null ? "default" : name;
    return Permission.of(
        "events:PutEvents",
        bus.startsWith("arn:") ? bus : ARN.formatted("events") + ":event-bus/" + bus);
  }

  private static String parameter(String name) {
    return ARN.formatted("ssm") + ":parameter" + (name.startsWith("/") ? name : "/" + name);
  }

  /// A function is named by its name, its ARN, or either with a qualifier.
  private static String function(String name, @Nullable String qualifier) {
    var arn = name.startsWith("arn:") ? name : ARN.formatted("lambda") + ":function:" + name;
    return qualifier == null ? arn : arn + ":" + qualifier;
  }
}
