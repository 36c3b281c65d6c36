package groundswell.failurerecorder;

import static groundswell.failurerecorder.RecorderWorld.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Origin;
import groundswell.platform.json.JsonObject;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.tables.Key;
import groundswell.platform.testing.Interleaving;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class FollowingUp {
  private int bodies;

  @Test
  void countsAGroupOnceInAWhileHoweverManyArrive() {
    var world = new RecorderWorld();
    world.record(busy(world, 0), busy(world, 0));
    world.record(busy(world, 0));
    assertThat(world.commands()).isEqualTo(1);

    world.now.updateAndGet(now -> now.plusSeconds(31));
    world.record(busy(world, 0));

    assertThat(world.commands()).isEqualTo(2);
  }

  @Test
  void redrivesTransientFailuresIfItIsSwitchedOn() {
    var world = new RecorderWorld(true);

    world.record(busy(world, 2));

    assertThat(world.commands()).isEqualTo(2);
  }

  /// A shorter id would be taken for an abbreviation.
  @Test
  void namesARedriveLikeOneThatAnOperatorStarts() {
    var sqs = new RecordedSqs();
    var world = new RecorderWorld(true, sqs);

    world.record(busy(world, 0));

    assertThat(sqs.bodies)
        .map(JsonObject::parse)
        .filteredOn(message -> message.text("detail-type").equals("RedriveGroup"))
        .extracting(message -> message.object("detail").text("redrive"))
        .singleElement()
        .asString()
        .matches("[0-9a-f]{12}-[0-9a-f]{16}");
  }

  @Test
  void redrivesNoneThatWereRedrivenThreeTimes() {
    var world = new RecorderWorld(true);

    world.record(busy(world, 3));

    assertThat(world.commands()).isEqualTo(1);
  }

  @Test
  void redrivesTheOthersOfAGroupThatHasOneOfThem() {
    var world = new RecorderWorld(true);

    world.record(busy(world, 3), busy(world, 0));

    assertThat(world.commands()).isEqualTo(2);
  }

  @Test
  void redrivesNothingThatIsNotTransient() {
    var world = new RecorderWorld(true);

    world.record(with(letter(world), "failure-code", "stung-" + world.name));

    assertThat(world.commands()).isEqualTo(1);
  }

  @Test
  void comesAgainIfTheReplayerCannotBeTold() {
    var sqs = new Interleaving<>(SqsClient.class, LocalSqs.client());
    sqs.killBefore("sendMessage");
    var world = new RecorderWorld(false, sqs.port());
    var letter = busy(world, 0);

    assertThatThrownBy(() -> world.record(letter)).hasMessageContaining("killed");
    world.now.updateAndGet(now -> now.plusSeconds(31));
    world.record(letter);

    assertThat(world.recorded(new Origin.Queue("partitions"), letter.body()).state().named())
        .isEqualTo(Name.OPEN);
    assertThat(world.commands()).isEqualTo(1);
  }

  /// Also keeps what is sent, because a queue shows a delayed message to nobody.
  private static final class RecordedSqs implements SqsClient {
    private final List<String> bodies = new ArrayList<>();

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      bodies.add(request.messageBody());
      return LocalSqs.client().sendMessage(request);
    }

    @Override
    public String serviceName() {
      return LocalSqs.client().serviceName();
    }

    @Override
    public void close() {}
  }

  /// A letter whose last attempt met a transient error.
  private QueueMessage busy(RecorderWorld world, int redrives) {
    var letter = letter(world);
    if (redrives > 0) letter = with(letter, "carried-redrive-count", Integer.toString(redrives));
    var item = new HashMap<>(new Key("ATTEMPT#" + letter.id(), "ATTEMPT").attributes());
    Map.of("k", "transient", "e", "Busy" + world.name, "r", "slow", "f", "", "h", "")
        .forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
    LocalDynamoDb.client()
        .putItem(request -> request.tableName(LocalDynamoDb.OPERATIONS).item(item));
    return letter;
  }

  private QueueMessage letter(RecorderWorld world) {
    return world.letter(
        "partitions-dlq", "{\"detail\":{\"n\":%d}} %s".formatted(bodies++, world.name));
  }
}
