package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import groundswell.domain.Quantity;
import groundswell.domain.scoring.Score;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/// How this system reads and writes JSON: trees with exact decimals, written by hand.
public final class Json {
  static final int QUANTITY_PLACES = 3;
  static final int SCORE_PLACES = 6;

  /// Everything that goes to the bus, queues and topics is ASCII, the rest escaped: SQS refuses
  /// some characters (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage>), and
  /// then nobody gets the event.
  private static final JsonFactory WRITERS =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /// What a writer writes, as text.
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
