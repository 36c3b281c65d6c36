package groundswell.local.calls;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.model.LambdaRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Puts a [Chain] onto the requests that carry it on, and reads it from them. Messages to queues
/// have it as a system attribute (the page "Message metadata for Amazon SQS" of the SQS guide).
public final class ChainHeaders {
  private ChainHeaders() {}

  static Object onto(Object request, Chain chain) {
    return switch (request) {
      case SendMessageRequest send -> chain.header().map(it -> onto(send, it)).orElse(send);
      case SendMessageBatchRequest send -> chain.header().map(it -> onto(send, it)).orElse(send);
      case S3Request call -> withHeader(call, chain);
      case SnsRequest call -> withHeader(call, chain);
      case LambdaRequest call -> withHeader(call, chain);
      default -> request;
    };
  }

  private static SdkRequest withHeader(AwsRequest request, Chain chain) {
    return chain.header().map(header -> withHeader(request, header)).orElse(request);
  }

  /// The system attributes of a message that is sent in a chain.
  public static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> attributes(
      Chain chain) {
    return chain.header().map(ChainHeaders::attributes).orElse(Map.of());
  }

  private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> attributes(
      String header) {
    return Map.of(
        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
        MessageSystemAttributeValue.builder().dataType("String").stringValue(header).build());
  }

  private static SendMessageRequest onto(SendMessageRequest send, String header) {
    return send.toBuilder().messageSystemAttributes(attributes(header)).build();
  }

  private static SendMessageBatchRequest onto(SendMessageBatchRequest send, String header) {
    var entries =
        send.entries().stream()
            .map(entry -> entry.toBuilder().messageSystemAttributes(attributes(header)).build())
            .toList();
    return send.toBuilder().entries(entries).build();
  }

  private static SdkRequest withHeader(AwsRequest request, String header) {
    var configuration =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .putHeader(Chain.HEADER, header)
            .build();
    return request.toBuilder().overrideConfiguration(configuration).build();
  }

  /// The chain that a request came in.
  public static Chain of(AwsRequest request) {
    var header =
        request
            .overrideConfiguration()
            .flatMap(
                configuration -> Optional.ofNullable(configuration.headers().get(Chain.HEADER)))
            .flatMap(values -> values.stream().findFirst());
    return Chain.of(header);
  }
}
