package groundswell.dynamodb.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/// developerguide/HowItWorks.NamingRulesDataTypes.html says how values are ordered.
class KeysInOrder {
  @Test
  void theBytesOfKeysAreOrderedAsTheirValues() {
    qt().forAll(ArbitraryValues.drawnBy(Pair::draw))
        .checkAssert(
            pair ->
                assertThat(
                        sign(
                            Arrays.compareUnsigned(
                                KeyCodec.encode(pair.left), KeyCodec.encode(pair.right))))
                    .isEqualTo(sign(Order.compare(pair.left, pair.right))));
  }

  @Test
  void theFirstValueDecidesBeforeTheSecond() {
    qt().forAll(ArbitraryValues.drawnBy(Pair::draw), ArbitraryValues.drawnBy(Pair::draw))
        .checkAssert(
            (partition, sort) -> {
              var left = KeyCodec.encode(partition.left, sort.left);
              var right = KeyCodec.encode(partition.right, sort.right);
              var byPartition = sign(Order.compare(partition.left, partition.right));

              assertThat(sign(Arrays.compareUnsigned(left, right)))
                  .isEqualTo(
                      byPartition != 0 ? byPartition : sign(Order.compare(sort.left, sort.right)));
            });
  }

  @Test
  void aKeyIsReadBack() {
    qt().forAll(ArbitraryValues.drawnBy(draw -> List.of(draw.keyValue(), draw.keyValue())))
        .checkAssert(
            values ->
                assertThat(KeyCodec.decode(KeyCodec.encode(values.getFirst(), values.getLast())))
                    .isEqualTo(values));
  }

  @Test
  void theKeysThatBeginWithATextLieBetweenItsBeginningAndWhatComesAfter() {
    qt().forAll(ArbitraryValues.drawnBy(draw -> List.of(draw.text(), draw.text(), draw.text())))
        .checkAssert(
            texts -> {
              var partition = new Value.Text(texts.get(0));
              var sort =
                  texts.get(1).length() % 2 == 0 ? texts.get(2) + texts.get(1) : texts.get(1);
              var key = KeyCodec.encode(partition, new Value.Text(sort));
              var from = KeyCodec.encodeBeginning(partition, new Value.Text(texts.get(2)));

              var isWithin =
                  Arrays.compareUnsigned(from, key) <= 0
                      && Arrays.compareUnsigned(key, KeyCodec.after(from)) < 0;

              assertThat(isWithin).isEqualTo(sort.startsWith(texts.get(2)));
            });
  }

  @Test
  void textsAreOrderedByTheirUtf8Bytes() {
    qt().forAll(ArbitraryValues.drawnBy(draw -> List.of(draw.text(), draw.text())))
        .checkAssert(
            texts ->
                assertThat(sign(Order.compareTexts(texts.getFirst(), texts.getLast())))
                    .isEqualTo(
                        sign(
                            Arrays.compareUnsigned(
                                texts.getFirst().getBytes(StandardCharsets.UTF_8),
                                texts.getLast().getBytes(StandardCharsets.UTF_8)))));
  }

  @Test
  void binaryIsOrderedByUnsignedBytes() {
    assertThat(Order.compareBytes(bytes(0x7F), bytes(0x80))).isNegative();
    assertThat(Order.compareBytes(bytes(0x80), bytes(0x80, 0))).isNegative();
  }

  private static SdkBytes bytes(int... bytes) {
    var array = new byte[bytes.length];
    for (var at = 0; at < bytes.length; at++) array[at] = (byte) bytes[at];
    return SdkBytes.fromByteArray(array);
  }

  private static int sign(int comparison) {
    return Integer.signum(comparison);
  }

  /// Two values of the same type, often equal.
  private record Pair(Value left, Value right) {
    static Pair draw(ArbitraryValues draw) {
      while (true) {
        var left = draw.keyValue();
        var right = draw.keyValue();
        if (Order.areComparable(left, right)) return new Pair(left, right);
      }
    }
  }
}
