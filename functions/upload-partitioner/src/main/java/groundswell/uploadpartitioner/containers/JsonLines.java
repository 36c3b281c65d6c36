package groundswell.uploadpartitioner.containers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import groundswell.domain.files.Containers.Table;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// JSON Lines (<https://jsonlines.org>): an object of plain values on each line. Their names are
/// the columns, in the order in which they come first. A line that is no such object becomes a
/// record of one field, which no row has.
final class JsonLines extends CsvRecords {
  /// The most names, as of the columns of CSV.
  private static final int COLUMNS_MAX = 256;

  private static final int EXPONENT_MAX = 30;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final Lines lines;
  private final SequencedSet<String> columns;
  private boolean begun;

  private JsonLines(Path file, SequencedSet<String> columns) throws IOException {
    this.file = file;
    this.columns = columns;
    lines = new Lines(Files.newInputStream(file));
  }

  /// @param file is deleted when the table is closed
  /// @throws FileRefused if its first line is no object of plain values
  static Table open(Path file) throws IOException {
    return new Table(new JsonLines(file, columns(file)), false, List.of());
  }

  @Override
  boolean next() throws IOException {
    if (!begun) {
      begun = true;
      columns.forEach(column -> field(Cell.text(column)));
      endRecord();
      return true;
    }
    if (!lines.next()) return false;
    if (!lines.isBlank()) {
      var values = object(lines);
      if (values.isPresent())
        for (var column : columns) field(values.get().getOrDefault(column, Cell.EMPTY));
      else text(lines.bytes(), lines.length());
    }
    endRecord();
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    Files.deleteIfExists(file);
  }

  private static SequencedSet<String> columns(Path file) throws IOException {
    var columns = new LinkedHashSet<String>();
    try (var lines = new Lines(Files.newInputStream(file))) {
      while (lines.next()) {
        if (lines.isBlank()) continue;
        var values = object(lines);
        if (values.isEmpty() && columns.isEmpty()) throw VendorJson.refused(file);
        values.ifPresent(found -> columns.addAll(found.keySet()));
        if (columns.size() > COLUMNS_MAX) {
          throw new FileRefused(
              FileError.TOO_MANY_COLUMNS,
              "line %d brings the %dth name, but at most %d are allowed; leave some out"
                  .formatted(lines.number(), columns.size(), COLUMNS_MAX));
        }
      }
    }
    return columns;
  }

  private static Optional<Map<String, Cell>> object(Lines line) throws IOException {
    if (line.isCut()) return Optional.empty();
    try (var json = JSON.createParser(line.bytes(), 0, line.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
      var values = new LinkedHashMap<String, Cell>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        var value = value(json);
        if (value.isEmpty()) return Optional.empty();
        values.put(name, value.get());
      }
      return json.nextToken() == null && !values.isEmpty() ? Optional.of(values) : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /// @return empty if the value has values of its own
  private static Optional<Cell> value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> Optional.of(Cell.text(json.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(Cell.plain(plain(json.getText())));
      case VALUE_TRUE -> Optional.of(Cell.plain("true"));
      case VALUE_FALSE -> Optional.of(Cell.plain("false"));
      case VALUE_NULL -> Optional.of(Cell.EMPTY);
      case null, default -> Optional.empty();
    };
  }

  /// A number in our own notation, which has no exponent. One with a huge exponent stays as it is.
  private static String plain(String number) {
    if (number.indexOf('e') < 0 && number.indexOf('E') < 0) return number;
    try {
      var decimal = new BigDecimal(number);
      return Math.abs((long) decimal.scale()) > EXPONENT_MAX || decimal.precision() > EXPONENT_MAX
          ? number
          : decimal.toPlainString();
    } catch (NumberFormatException _) {
      return number;
    }
  }
}
