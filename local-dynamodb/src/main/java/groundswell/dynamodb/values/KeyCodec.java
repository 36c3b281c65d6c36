package groundswell.dynamodb.values;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/// Key values as bytes, and back. The bytes' unsigned order is the values' order.
///
/// Several values follow one another. A value's end differs from how any longer value of its type
/// continues, whatever follows, so the first value decides, then the second, and so on.
/// - Text and binary: the bytes, with 0 written as 0 255, then 0 as the end.
/// - Numbers: sign, power of ten, two digits a byte (1 to 100), then 0 as the end; all but the sign
///   inverted for negative numbers.
public final class KeyCodec {
  private static final int TEXT = 1;
  private static final int NUMBER = 2;
  private static final int BINARY = 3;

  private static final int END = 0;
  private static final int ESCAPED_ZERO = 0xFF;

  private static final int NEGATIVE = 1;
  private static final int ZERO = 2;
  private static final int POSITIVE = 3;
  private static final int INVERTED = 0xFF;
  private static final int EXPONENT_BIAS = 130;

  private KeyCodec() {}

  /// The bytes of a key: its partition key, its sort key, and whatever else distinguishes index
  /// entries.
  ///
  /// @throws IllegalArgumentException if no key can have a value's type
  public static byte[] encode(Value... values) {
    var out = new ByteWriter();
    for (var value : values) write(out, value);
    return out.toBytes();
  }

  /// The common prefix of all keys whose last value begins with the last of these.
  ///
  /// @throws IllegalArgumentException if the last value is neither text nor binary
  public static byte[] encodeBeginning(Value... values) {
    if (values[values.length - 1] instanceof Value.Numeric)
      throw new IllegalArgumentException("a number begins with nothing");
    var whole = encode(values);
    return Arrays.copyOf(whole, whole.length - 1);
  }

  /// The smallest bytes greater than all bytes with this prefix.
  public static byte[] after(byte[] beginning) {
    var length = beginning.length;
    while (length > 0 && beginning[length - 1] == (byte) 0xFF) length--;
    if (length == 0) throw new IllegalArgumentException("nothing comes after these bytes");
    var next = Arrays.copyOf(beginning, length);
    next[length - 1]++;
    return next;
  }

  public static List<Value> decode(byte[] key) {
    var in = new ByteReader(key);
    var values = new ArrayList<Value>(2);
    while (in.hasMore()) values.add(read(in));
    return values;
  }

  private static void write(ByteWriter out, Value value) {
    switch (value) {
      case Value.Text(var text) -> {
        out.write(TEXT);
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
      }
      case Value.Binary(var bytes) -> {
        out.write(BINARY);
        writeBytes(out, bytes.asByteArrayUnsafe());
      }
      case Value.Numeric(var number) -> {
        out.write(NUMBER);
        writeNumber(out, number);
      }
      case Value.Bool _,
          Value.Null _,
          Value.TextSet _,
          Value.NumberSet _,
          Value.BinarySet _,
          Value.ListOf _,
          Value.MapOf _ ->
          throw new IllegalArgumentException("a key holds no value of type " + value.type());
    }
  }

  private static void writeBytes(ByteWriter out, byte[] bytes) {
    for (var each : bytes) {
      out.write(each);
      if (each == END) out.write(ESCAPED_ZERO);
    }
    out.write(END);
  }

  private static void writeNumber(ByteWriter out, BigDecimal number) {
    if (number.signum() == 0) {
      out.write(ZERO);
      return;
    }
    out.write(number.signum() < 0 ? NEGATIVE : POSITIVE);
    var mask = number.signum() < 0 ? INVERTED : 0;
    out.write(Numbers.exponent(number) + EXPONENT_BIAS ^ mask);
    var digits = number.unscaledValue().abs().toString();
    for (var at = 0; at < digits.length(); at += 2) {
      var second = at + 1 < digits.length() ? digits.charAt(at + 1) - '0' : 0;
      out.write((digits.charAt(at) - '0') * 10 + second + 1 ^ mask);
    }
    out.write(END ^ mask);
  }

  private static Value read(ByteReader in) {
    var tag = in.read();
    return switch (tag) {
      case TEXT -> new Value.Text(readBytes(in).toString(StandardCharsets.UTF_8));
      case BINARY -> new Value.Binary(SdkBytes.fromByteArrayUnsafe(readBytes(in).toByteArray()));
      case NUMBER -> new Value.Numeric(readNumber(in));
      default ->
          throw new IllegalStateException("A key's bytes hold a value with the unknown tag " + tag);
    };
  }

  private static ByteArrayOutputStream readBytes(ByteReader in) {
    var bytes = new ByteArrayOutputStream();
    while (true) {
      var next = in.read();
      if (next == END && !in.skipIf(ESCAPED_ZERO)) return bytes;
      bytes.write(next);
    }
  }

  private static BigDecimal readNumber(ByteReader in) {
    var sign = in.read();
    if (sign == ZERO) return BigDecimal.ZERO;
    var mask = sign == NEGATIVE ? INVERTED : 0;
    var exponent = (in.read() ^ mask) - EXPONENT_BIAS;
    var digits = new StringBuilder();
    for (var pair = in.read() ^ mask; pair != END; pair = in.read() ^ mask)
      digits.append((char) ('0' + (pair - 1) / 10)).append((char) ('0' + (pair - 1) % 10));
    var unscaled = new BigInteger(digits.toString());
    return new BigDecimal(
        sign == NEGATIVE ? unscaled.negate() : unscaled, digits.length() - 1 - exponent);
  }
}
