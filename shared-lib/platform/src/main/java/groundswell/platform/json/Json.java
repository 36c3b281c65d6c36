package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import groundswell.domain.Quantity;
import groundswell.domain.scoring.Score;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/// Writes JSON field by field, and defines the format of numbers.
public final class Json {
  private static final int QUANTITY_PLACES = 3;
  private static final int SCORE_PLACES = 6;

  /// The same number of digits before the point as [Quantity#parse] reads.
  private static final int QUANTITY_DIGITS_MAX = 12;

  /// The number of digits before the point in the largest score.
  private static final int SCORE_DIGITS_MAX = 13;

  /// Everything sent to the bus, queues and topics is ASCII; other characters are escaped. SQS
  /// refuses some of them (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage>),
  /// and the event would be lost.
  private static final JsonFactory WRITERS =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /// The writer's output as text.
  public static String write(Writer writer) {
    var text = new StringWriter(512);
    try (var generator = WRITERS.createGenerator(text)) {
      writer.write(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  public static void writeQuantity(JsonGenerator json, String name, Quantity quantity)
      throws IOException {
    json.writeFieldName(name);
    writeDecimal(json, quantity.thousandths(), QUANTITY_PLACES, 1_000);
  }

  public static void writeScore(JsonGenerator json, String name, Score score) throws IOException {
    json.writeFieldName(name);
    writeDecimal(json, score.millionths(), SCORE_PLACES, 1_000_000);
  }

  /// @return empty if the value is not a valid quantity
  static Optional<Quantity> quantity(JsonNode value) {
    var thousandths = unscaled(value, QUANTITY_PLACES, QUANTITY_DIGITS_MAX);
    return thousandths.isPresent()
        ? Optional.of(new Quantity(thousandths.getAsLong()))
        : Optional.empty();
  }

  /// @return empty if the value is not a valid score
  static Optional<Score> score(JsonNode value) {
    var millionths = unscaled(value, SCORE_PLACES, SCORE_DIGITS_MAX);
    return millionths.isPresent()
        ? Optional.of(new Score(millionths.getAsLong()))
        : Optional.empty();
  }

  /// A number times 10^places, exactly.
  ///
  /// @return empty if the value is not a number, has more places or more digits before the point,
  ///     or does not fit
  private static OptionalLong unscaled(JsonNode value, int places, int wholeDigitsMax) {
    if (!(value instanceof NumericNode number) || number.isNaN()) return OptionalLong.empty();
    var decimal = number.decimalValue().stripTrailingZeros();
    if (decimal.scale() > places || (long) decimal.precision() - decimal.scale() > wholeDigitsMax)
      return OptionalLong.empty();
    try {
      return OptionalLong.of(decimal.movePointRight(places).longValueExact());
    } catch (ArithmeticException _) {
      return OptionalLong.empty();
    }
  }

  private static void writeDecimal(JsonGenerator json, long unscaled, int places, long one)
      throws IOException {
    if (unscaled % one == 0) json.writeNumber(unscaled / one);
    else json.writeNumber(BigDecimal.valueOf(unscaled, places).stripTrailingZeros());
  }

  /// Writes one JSON value.
  @FunctionalInterface
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }
}
