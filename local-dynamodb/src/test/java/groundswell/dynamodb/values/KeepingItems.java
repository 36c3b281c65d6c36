package groundswell.dynamodb.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingItems {
  @Test
  void anItemIsReadBackFromItsBytes() {
    qt().forAll(ArbitraryValues.drawnBy(ArbitraryValues::item))
        .checkAssert(item -> assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item));
  }

  @Test
  void anItemIsReadBackFromTheSdksValues() {
    qt().forAll(ArbitraryValues.drawnBy(ArbitraryValues::item))
        .checkAssert(
            item -> assertThat(AttributeValues.item(AttributeValues.toSdk(item))).isEqualTo(item));
  }

  @Test
  void attributesKeepTheirOrder() {
    var item =
        new Item(Map.of("b", Value.Numeric.of(1), "a", new Value.Text("x"), "c", new Value.Null()));

    assertThat(List.copyOf(ItemCodec.decode(ItemCodec.encode(item)).attributes().keySet()))
        .isEqualTo(List.copyOf(item.attributes().keySet()));
  }

  @Test
  void aTypicalItemTakesAFewBytesMoreThanDynamoDbCounts() {
    var item =
        new Item(
            Map.of(
                "member", new Value.Text("m-0123456789"),
                "steps", Value.Numeric.of(12_345),
                "days", new Value.ListOf(Collections.nCopies(30, Value.Numeric.of(9_999)))));

    assertThat(ItemCodec.encode(item).length)
        .isBetween(Sizes.bytes(item), Sizes.bytes(item) * 5 / 4);
  }
}
