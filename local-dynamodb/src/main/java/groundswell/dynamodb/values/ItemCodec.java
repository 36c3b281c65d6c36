package groundswell.dynamodb.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;

/// An item as compact bytes, and back.
///
/// The bytes are a count of attributes, then the name and value of each. A value is a tag and what
/// its type needs. Counts and lengths up to 127 take one byte. Numbers that fit are a scale and a
/// whole number of few bytes.
public final class ItemCodec {
  private static final TextCache NAMES = new TextCache();

  private static final int TEXT = 0;
  private static final int NUMBER = 1;
  private static final int BINARY = 2;
  private static final int TRUE = 3;
  private static final int FALSE = 4;
  private static final int NULL = 5;
  private static final int TEXT_SET = 6;
  private static final int NUMBER_SET = 7;
  private static final int BINARY_SET = 8;
  private static final int LIST = 9;
  private static final int MAP = 10;

  private static final int LONG_BITS_MAX = 63;
  private static final int IS_LONG = 0;
  private static final int IS_WIDE = 1;

  private ItemCodec() {}

  public static byte[] encode(Item item) {
    var out = new ByteWriter();
    writeAttributes(out, item.attributes());
    return out.toBytes();
  }

  public static Item decode(byte[] bytes) {
    return new Item(readAttributes(new ByteReader(bytes)));
  }

  private static void writeAttributes(ByteWriter out, Map<String, Value> attributes) {
    out.writeCount(attributes.size());
    for (var attribute : attributes.entrySet()) {
      out.writeText(attribute.getKey());
      writeValue(out, attribute.getValue());
    }
  }

  private static void writeValue(ByteWriter out, Value value) {
    switch (value) {
      case Value.Text(var text) -> {
        out.write(TEXT);
        out.writeText(text);
      }
      case Value.Numeric(var number) -> {
        out.write(NUMBER);
        writeNumber(out, number);
      }
      case Value.Binary(var bytes) -> {
        out.write(BINARY);
        out.writeBlock(bytes.asByteArrayUnsafe());
      }
      case Value.Bool(var isTrue) -> out.write(isTrue ? TRUE : FALSE);
      case Value.Null() -> out.write(NULL);
      case Value.TextSet(var texts) -> {
        out.write(TEXT_SET);
        writeElements(out, texts, out::writeText);
      }
      case Value.NumberSet(var numbers) -> {
        out.write(NUMBER_SET);
        writeElements(out, numbers, number -> writeNumber(out, number));
      }
      case Value.BinarySet(var elements) -> {
        out.write(BINARY_SET);
        writeElements(out, elements, element -> out.writeBlock(element.asByteArrayUnsafe()));
      }
      case Value.ListOf(var elements) -> {
        out.write(LIST);
        writeElements(out, elements, element -> writeValue(out, element));
      }
      case Value.MapOf(var attributes) -> {
        out.write(MAP);
        writeAttributes(out, attributes);
      }
    }
  }

  private static <T> void writeElements(
      ByteWriter out, Collection<T> elements, Consumer<T> writer) {
    out.writeCount(elements.size());
    elements.forEach(writer);
  }

  private static void writeNumber(ByteWriter out, BigDecimal number) {
    var unscaled = number.unscaledValue();
    if (unscaled.bitLength() <= LONG_BITS_MAX) {
      out.writeSigned((long) number.scale() << 1 | IS_LONG);
      out.writeSigned(unscaled.longValue());
    } else {
      out.writeSigned((long) number.scale() << 1 | IS_WIDE);
      out.writeBlock(unscaled.toByteArray());
    }
  }

  private static Map<String, Value> readAttributes(ByteReader in) {
    var count = in.readCount();
    var attributes = LinkedHashMap.<String, Value>newLinkedHashMap(count);
    for (var each = 0; each < count; each++) attributes.put(in.readText(NAMES), readValue(in));
    return attributes;
  }

  private static Value readValue(ByteReader in) {
    var tag = in.read();
    return switch (tag) {
      case TEXT -> new Value.Text(in.readText());
      case NUMBER -> new Value.Numeric(readNumber(in));
      case BINARY -> new Value.Binary(SdkBytes.fromByteArrayUnsafe(in.readBlock()));
      case TRUE -> new Value.Bool(true);
      case FALSE -> new Value.Bool(false);
      case NULL -> new Value.Null();
      case TEXT_SET -> readTextSet(in);
      case NUMBER_SET -> readNumberSet(in);
      case BINARY_SET -> readBinarySet(in);
      case LIST -> new Value.ListOf(readElements(in));
      case MAP -> new Value.MapOf(readAttributes(in));
      default ->
          throw new IllegalStateException(
              "An item's bytes hold a value with the unknown tag " + tag);
    };
  }

  private static BigDecimal readNumber(ByteReader in) {
    var head = in.readSigned();
    var scale = (int) (head >> 1);
    return (head & 1) == IS_LONG
        ? BigDecimal.valueOf(in.readSigned(), scale)
        : new BigDecimal(new BigInteger(in.readBlock()), scale);
  }

  private static Value readTextSet(ByteReader in) {
    var count = in.readCount();
    var texts = LinkedHashSet.<String>newLinkedHashSet(count);
    for (var each = 0; each < count; each++) texts.add(in.readText());
    return new Value.TextSet(texts);
  }

  private static Value readNumberSet(ByteReader in) {
    var count = in.readCount();
    var numbers = LinkedHashSet.<BigDecimal>newLinkedHashSet(count);
    for (var each = 0; each < count; each++) numbers.add(readNumber(in));
    return new Value.NumberSet(numbers);
  }

  private static Value readBinarySet(ByteReader in) {
    var count = in.readCount();
    var elements = LinkedHashSet.<SdkBytes>newLinkedHashSet(count);
    for (var each = 0; each < count; each++)
      elements.add(SdkBytes.fromByteArrayUnsafe(in.readBlock()));
    return new Value.BinarySet(elements);
  }

  private static List<Value> readElements(ByteReader in) {
    var count = in.readCount();
    var elements = new ArrayList<Value>(count);
    for (var each = 0; each < count; each++) elements.add(readValue(in));
    return elements;
  }
}
