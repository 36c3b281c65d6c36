package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Messages and changes lose nothing on their way through JSON:
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>.
class EventsAsFunctionsSeeThem {

  @Test
  void carryAMessageWithItsAttributes() {
    var function = RecordingQueue.succeeding();
    var template =
        new TinyTemplate()
            .queue("work")
            .function("worker", QueueScript.class, function)
            .mapping(QueueMappings.from("work", "worker").build());

    try (var cloud = TestCloud.of(template)) {
      var url = cloud.url("work");
      var attributes =
          Map.of(
              "text", attribute("String").stringValue("grün").build(),
              "bytes", attribute("Binary").binaryValue(SdkBytes.fromUtf8String("raw")).build());
      cloud
          .cloud()
          .aws()
          .sqs()
          .sendMessage(r -> r.queueUrl(url).messageBody("\"ä\"\n").messageAttributes(attributes));
      cloud.awaitQuiet();
    }

    var message = function.batches().getFirst().getFirst();
    assertThat(message.getBody()).isEqualTo("\"ä\"\n");
    assertThat(message.getEventSource()).isEqualTo("aws:sqs");
    assertThat(message.getEventSourceArn()).isEqualTo(TinyTemplate.queueArn("work"));
    assertThat(message.getAwsRegion()).isEqualTo("us-east-1");
    assertThat(message.getMd5OfBody()).hasSize(32);
    assertThat(message.getReceiptHandle()).isNotEmpty();
    assertThat(message.getAttributes())
        .containsKeys(
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp",
            "SenderId");
    var received = message.getMessageAttributes();
    assertThat(Objects.requireNonNull(received.get("text")).getStringValue()).isEqualTo("grün");
    assertThat(Objects.requireNonNull(received.get("bytes")).getBinaryValue())
        .isEqualTo(bytes("raw"));
  }

  private static MessageAttributeValue.Builder attribute(String type) {
    return MessageAttributeValue.builder().dataType(type);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void carryAnItemWithAttributesOfEveryType() {
    var function = RecordingStream.succeeding();
    var template =
        new TinyTemplate()
            .table("items")
            .function("worker", StreamScript.class, function)
            .mapping(StreamMappings.from("items", "worker").build());

    try (var cloud = TestCloud.of(template)) {
      cloud.cloud().aws().dynamoDb().putItem(r -> r.tableName("items").item(everyType()));
      cloud.awaitQuiet();
    }

    var record = function.batches().getFirst().getFirst();
    assertThat(record.getEventName()).isEqualTo("INSERT");
    assertThat(record.getEventSource()).isEqualTo("aws:dynamodb");
    assertThat(record.getEventSourceARN()).contains(":us-east-1:000000000000:table/items/stream/");
    assertThat(record.getDynamodb().getStreamViewType()).isEqualTo("NEW_IMAGE");
    assertThat(record.getDynamodb().getSequenceNumber()).isNotEmpty();
    assertThat(record.getDynamodb().getApproximateCreationDateTime()).isNotNull();
    assertThat(record.getDynamodb().getKeys()).containsOnlyKeys("PK", "SK");
    var image = record.getDynamodb().getNewImage();
    assertThat(value(image, "number").getN()).isEqualTo("12.5");
    assertThat(value(image, "bytes").getB()).isEqualTo(bytes("raw"));
    assertThat(value(image, "strings").getSS()).containsExactly("a");
    assertThat(value(image, "numbers").getNS()).containsExactly("1");
    assertThat(value(image, "byteStrings").getBS()).containsExactly(bytes("x"));
    assertThat(value(image, "list").getL())
        .extracting(element -> element.getS())
        .containsExactly("e");
    assertThat(value(value(image, "map").getM(), "inner").getBOOL()).isTrue();
    assertThat(value(image, "nothing").getNULL()).isTrue();
  }

  private static <V> V value(Map<String, V> image, String attribute) {
    return Objects.requireNonNull(image.get(attribute));
  }

  private static Map<String, AttributeValue> everyType() {
    var item = new HashMap<String, AttributeValue>();
    item.put("PK", AttributeValue.fromS("key"));
    item.put("SK", AttributeValue.fromS("item"));
    item.put("number", AttributeValue.fromN("12.5"));
    item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("raw")));
    item.put("strings", AttributeValue.fromSs(List.of("a")));
    item.put("numbers", AttributeValue.fromNs(List.of("1")));
    item.put("byteStrings", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
    item.put("list", AttributeValue.fromL(List.of(AttributeValue.fromS("e"))));
    item.put("map", AttributeValue.fromM(Map.of("inner", AttributeValue.fromBool(true))));
    item.put("nothing", AttributeValue.fromNul(true));
    return item;
  }
}
