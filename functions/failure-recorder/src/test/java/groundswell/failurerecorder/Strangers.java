package groundswell.failurerecorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.operations.batch.Redriven;
import groundswell.platform.batch.DeadLetters;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.testing.Edited;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Messages that this system never writes: any text, JSON of any depth and size, attributes of any
/// kind.
final class Strangers {
  private static final List<String> BODIES =
      List.of(
          "{",
          "null",
          "\"text\"",
          "[]",
          "{}",
          "{\"Records\":[]}",
          "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"%ZZ\"}}}]}",
          "{\"Event\":\"s3:TestEvent\"}",
          "{\"Event\":7}",
          "{\"detail-type\":7,\"detail\":[]}",
          "{\"detail-type\":\"ActivityChanged\",\"detail\":{\"tenant\":\"a/b\",\"months\":[7]}}",
          "{\"detail-type\":\"X\",\"detail\":{\"partition\":1e99,\"months\":{\"a\":1}}}",
          "{\"Type\":\"Notification\",\"Message\":\"m\"}",
          "{\"n\":" + "1".repeat(1_001) + "}",
          "{\"" + "k".repeat(50_001) + "\":1}",
          "[".repeat(1_500),
          "{\"a\":".repeat(1_500) + "1" + "}".repeat(1_500),
          "\uFEFF{}",
          "{} {}",
          "{\"a\":1,\"a\":2}");

  private static final List<String> NAMES =
      List.of(
          DeadLetters.CODE_ATTRIBUTE,
          DeadLetters.REASON_ATTRIBUTE,
          DeadLetters.FRAME_ATTRIBUTE,
          DeadLetters.UPLOAD_ATTRIBUTE,
          Redriven.COUNT_ATTRIBUTE,
          Redriven.OF_ATTRIBUTE,
          Redriven.RUN_ATTRIBUTE,
          "rehearsal",
          "TARGET_ARN",
          "ERROR_CODE",
          "anything");

  private static final List<String> TEXTS =
      List.of(
          "",
          "-5",
          "3e0",
          "2147483647",
          "arn:aws:sqs:eu:1:rewards",
          "a b",
          "\u202E\u0007",
          "odd",
          "z".repeat(150_000));

  private final Random random;

  Strangers(long seed) {
    random = new Random(seed);
  }

  /// S3's test message of a queue is not a failure.
  static boolean triesTheQueue(QueueMessage message) {
    return message.queueArn().endsWith("stream-failures")
        && message.body().contains("s3:TestEvent");
  }

  String body() {
    return switch (random.nextInt(3)) {
      case 0 -> of(BODIES);
      case 1 -> anyText(1 + random.nextInt(200));
      default -> cut(of(BODIES)) + anyText(3);
    };
  }

  /// The message with some attributes, perhaps moved by SQS.
  QueueMessage dress(QueueMessage message) {
    var dressed = message;
    for (int i = random.nextInt(5); i > 0; i--)
      dressed = Edited.with(dressed, of(NAMES), attribute());
    return random.nextBoolean()
        ? Edited.withoutMetadata(dressed, RecorderWorld.SOURCE_QUEUE)
        : dressed;
  }

  private String attribute() {
    return switch (random.nextInt(3)) {
      case 0 -> "Binary.png:" + Base64.getEncoder().encodeToString(of(TEXTS).getBytes(UTF_8));
      case 1 -> "Number:1e400";
      default -> "String.x:" + of(TEXTS);
    };
  }

  private String cut(String text) {
    return text.substring(0, random.nextInt(text.length()));
  }

  private String anyText(int length) {
    return random
        .ints(length, 0x20, 0xD800)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String of(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
