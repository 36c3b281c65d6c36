package groundswell.dynamodb.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import groundswell.dynamodb.tables.VirtualTime;
import groundswell.dynamodb.throughput.Throttled.Limit;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>
class ThrottlingRequests {
  private static final Resource WALKS = new Resource.Table("Walks");

  private final VirtualTime time = new VirtualTime();

  private static int oneKey(int number) {
    return 7;
  }

  private static int manyKeys(int number) {
    return number * 0x9E3779B9;
  }

  private Throughput onDemand() {
    return new Throughput(WALKS, new CapacityMode.OnDemand(), time);
  }

  private Throughput provisioned(long reads, long writes) {
    return new Throughput(WALKS, new CapacityMode.Provisioned(reads, writes), time);
  }

  /// How many one-unit writes a second are admitted, if as many are offered for this long.
  private double writesPerSecond(
      Throughput throughput, IntUnaryOperator key, Duration length, int offeredPerMillisecond) {
    var taken = 0;
    for (var millisecond = 0; millisecond < length.toMillis(); millisecond++) {
      for (var each = 0; each < offeredPerMillisecond; each++)
        taken += takes(throughput, key.applyAsInt(millisecond * offeredPerMillisecond + each));
      time.pass(Duration.ofMillis(1));
    }
    return taken * 1_000.0 / length.toMillis();
  }

  private static int takes(Throughput throughput, int hash) {
    try {
      throughput.admitWrite(hash);
      throughput.chargeWrite(hash, 1);
      return 1;
    } catch (Throttled throttled) {
      return 0;
    }
  }

  @Test
  void letsANewTableOnDemandTakeFourThousandWritesASecond() {
    var throughput = onDemand();
    writesPerSecond(throughput, ThrottlingRequests::manyKeys, Duration.ofSeconds(2), 10);

    assertThat(writesPerSecond(throughput, ThrottlingRequests::manyKeys, Duration.ofSeconds(5), 10))
        .isBetween(3_800.0, 4_010.0);
  }

  @Test
  void letsOnePartitionTakeAThousandWritesASecond() {
    var throughput = onDemand();
    writesPerSecond(throughput, ThrottlingRequests::oneKey, Duration.ofSeconds(2), 4);

    assertThat(writesPerSecond(throughput, ThrottlingRequests::oneKey, Duration.ofSeconds(5), 4))
        .isBetween(990.0, 1_010.0);
    throughput.chargeWrite(7, 1);
    assertThatExceptionOfType(Throttled.class)
        .isThrownBy(() -> throughput.admitWrite(7))
        .satisfies(throttled -> assertThat(throttled.limit()).isEqualTo(Limit.PARTITION_WRITE));
  }

  @Test
  void letsReadsTakeThreeTimesAsMany() {
    var throughput = onDemand();
    var taken = 0;
    for (var read = 0; read < 20_000; read++) {
      try {
        throughput.admitRead(7);
        throughput.chargeRead(7, 1);
        taken++;
      } catch (Throttled throttled) {
        assertThat(throttled.limit()).isEqualTo(Limit.PARTITION_READ);
      }
    }

    assertThat(taken).isEqualTo(3_000);
  }

  @Test
  void splitsAPartitionThatIsHotForLong() {
    var throughput = onDemand();
    IntUnaryOperator twoKeys = number -> number % 2 == 0 ? 7 : 0x3FFFFFF0;

    assertThat(writesPerSecond(throughput, twoKeys, Duration.ofSeconds(5), 4)).isLessThan(1_300);
    writesPerSecond(throughput, twoKeys, Duration.ofSeconds(60), 4);

    assertThat(throughput.partitionCount()).isEqualTo(5);
    assertThat(writesPerSecond(throughput, twoKeys, Duration.ofSeconds(5), 4)).isGreaterThan(1_900);
  }

  @Test
  void takesTwiceAsMuchAsInTheBusiestMinute() {
    var throughput = onDemand();
    writesPerSecond(throughput, ThrottlingRequests::manyKeys, Duration.ofSeconds(61), 4);

    writesPerSecond(throughput, ThrottlingRequests::manyKeys, Duration.ofSeconds(80), 12);

    assertThat(writesPerSecond(throughput, ThrottlingRequests::manyKeys, Duration.ofSeconds(5), 12))
        .isGreaterThan(5_000);
  }

  @Test
  void keepsWhatWasProvisionedAndNotUsedForFiveMinutes() {
    var throughput = provisioned(10, 10);
    time.pass(Duration.ofHours(1));

    assertThat(
            writesPerSecond(throughput, ThrottlingRequests::oneKey, Duration.ofSeconds(1), 1_000))
        .isBetween(990.0, 2_010.0);
    writesPerSecond(throughput, ThrottlingRequests::oneKey, Duration.ofSeconds(10), 10);

    assertThat(writesPerSecond(throughput, ThrottlingRequests::oneKey, Duration.ofSeconds(10), 1))
        .isBetween(9.0, 11.0);
  }

  @Test
  void letsADebtBePaidFirst() {
    var throughput = provisioned(10, 10);
    throughput.admitWrite(7);
    throughput.chargeWrite(7, 60);

    assertThat(takes(throughput, 7)).isZero();
    time.pass(Duration.ofMillis(4_900));
    assertThat(takes(throughput, 7)).isZero();
    time.pass(Duration.ofMillis(200));
    assertThat(takes(throughput, 7)).isEqualTo(1);
  }

  @Test
  void followsAChangeOfTheMode() {
    var throughput = provisioned(10, 10);

    throughput.change(new CapacityMode.Provisioned(9_000, 2_000));

    assertThat(throughput.partitionCount()).isEqualTo(3);
    assertThat(takes(throughput, 7)).isEqualTo(1);
  }
}
