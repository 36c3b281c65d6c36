package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.number;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.tables.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing.html>
class BeingThrottled {
  private final Fixture tables = new Fixture(strict());

  private static Options strict() {
    var time = new VirtualTime();
    var standard = Options.inMemory();
    return new Options(
        standard.region(),
        standard.accountId(),
        time,
        standard.random(),
        time,
        standard.file(),
        standard.bytesMax(),
        Options.Throughput.STRICT,
        standard.replicationLagMax(),
        standard.streams(),
        standard.tableChangeTime());
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private void create(long tableUnits, long indexUnits) {
    var music = Fixture.music();
    tables.client.createTable(
        music.toBuilder()
            .billingMode(BillingMode.PROVISIONED)
            .provisionedThroughput(units(tableUnits))
            .globalSecondaryIndexes(
                music.globalSecondaryIndexes().getFirst().toBuilder()
                    .provisionedThroughput(units(indexUnits))
                    .build())
            .build());
  }

  private static ProvisionedThroughput units(long units) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(units)
        .writeCapacityUnits(units)
        .build();
  }

  private ProvisionedThroughputExceededException refusal() {
    return catchThrowableOfType(
        ProvisionedThroughputExceededException.class,
        () -> {
          for (var each = 0; each < 10; each++)
            tables.put(
                with(song("Artist", "Song " + each), "Genre", text("Rock"), "Price", number(each)));
        });
  }

  @Test
  void namesTheTable() {
    create(2, 100);

    var refusal = refusal();

    assertThat(refusal.throttlingReasons())
        .containsExactly(reason("TableWriteProvisionedThroughputExceeded", "table/" + MUSIC));
    assertThat(refusal.awsErrorDetails().errorMessage())
        .startsWith("The level of configured provisioned throughput for the table was exceeded.");
  }

  @Test
  void namesTheIndexWithItsTable() {
    create(100, 2);

    var refusal = refusal();

    assertThat(refusal.throttlingReasons())
        .containsExactly(
            reason("IndexWriteProvisionedThroughputExceeded", "table/" + MUSIC + "/index/ByGenre"));
    assertThat(refusal.awsErrorDetails().errorMessage())
        .startsWith(
            "The level of configured provisioned throughput for one or more global secondary"
                + " indexes of the table was exceeded.");
  }

  private static ThrottlingReason reason(String reason, String resource) {
    return ThrottlingReason.builder()
        .reason(reason)
        .resource("arn:aws:dynamodb:us-east-1:000000000000:" + resource)
        .build();
  }
}
