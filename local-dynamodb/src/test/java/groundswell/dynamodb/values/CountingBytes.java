package groundswell.dynamodb.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/// developerguide/CapacityUnitCalculations.html
class CountingBytes {
  private static final Value TRUE = new Value.Bool(true);

  /// Measured on the service, with one item on either side of the size limit for each number.
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-0, 1",
    "1, 2",
    "12, 2",
    "123, 3",
    "1234, 3",
    "12345678901234567890123456789012345678, 20",
    "0042, 2",
    "100, 2",
    "1010, 3",
    "0.0000001, 2",
    "1E125, 2",
    "1E-100, 2",
    "15, 2",
    "0.15, 2",
    "1.5, 3",
    "1.200, 3",
    "1.234, 4",
    "3.14159, 5",
    "123456, 4",
    "100.5, 4",
    "-42, 3"
  })
  void aNumberCountsItsDigitsInPairsOnEitherSideOfThePoint(String number, int bytes) {
    assertThat(Sizes.bytes(new Value.Numeric(Numbers.parse(number)))).isEqualTo(bytes);
  }

  @Test
  void aTextCountsItsUtf8Bytes() {
    qt().forAll(ArbitraryValues.drawnBy(ArbitraryValues::text))
        .checkAssert(
            text ->
                assertThat(Sizes.bytes(text))
                    .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length));
  }

  @Test
  void binaryCountsItsRawBytes() {
    assertThat(Sizes.bytes(new Value.Binary(SdkBytes.fromUtf8String("abc")))).isEqualTo(3);
  }

  @Test
  void nullAndBooleanCountOneByte() {
    assertThat(Sizes.bytes(new Value.Null())).isEqualTo(1);
    assertThat(Sizes.bytes(TRUE)).isEqualTo(1);
  }

  @Test
  void aSetCountsItsMembers() {
    assertThat(Sizes.bytes(new Value.TextSet(Set.of("ab", "c")))).isEqualTo(3);
    assertThat(Sizes.bytes(new Value.NumberSet(Set.of(Numbers.parse("12"), Numbers.parse("3")))))
        .isEqualTo(4);
  }

  @Test
  void aListOrMapCountsThreeBytesAndOneMoreForEachElement() {
    assertThat(Sizes.bytes(new Value.ListOf(List.of()))).isEqualTo(3);
    assertThat(Sizes.bytes(new Value.ListOf(List.of(TRUE, TRUE)))).isEqualTo(3 + 2 * (1 + 1));
    assertThat(Sizes.bytes(new Value.MapOf(Map.of("key", TRUE)))).isEqualTo(3 + 1 + 3 + 1);
  }

  @Test
  void anItemCountsItsNamesAndValues() {
    assertThat(Sizes.bytes(new Item(Map.of("name", new Value.Text("Ann"))))).isEqualTo(4 + 3);
  }
}
