package groundswell.platform.boards;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.BoardRow.ProfileRegister;
import groundswell.domain.ranking.BoardRow.ScoreRegister;
import groundswell.domain.scoring.Score;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A board's rows as gzipped JSON, one array a row: `[member, [version, name, team] or null,
/// [revision, joined, score in millionths, days] or null]`. Written and read as a stream, because a
/// board may have many rows.
final class BoardFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final JsonFactory JSON = new JsonFactory();

  private BoardFile() {}

  static byte[] write(Board board) {
    var bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    try (var gzip = new GZIPOutputStream(bytes, BUFFER_BYTES);
        var json = JSON.createGenerator(gzip)) {
      json.writeStartArray();
      for (var row : board.rows().values()) write(json, row);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Board read(InputStream in) throws IOException {
    var rows = new TreeMap<MemberId, BoardRow>();
    try (var gzip = new GZIPInputStream(in, BUFFER_BYTES);
        var json = JSON.createParser(gzip)) {
      expect(json, JsonToken.START_ARRAY, json.nextToken());
      while (json.nextToken() == JsonToken.START_ARRAY) {
        var row = readRow(json);
        rows.put(row.member(), row);
      }
      expect(json, JsonToken.END_ARRAY, json.currentToken());
    }
    return new Board(rows);
  }

  private static void write(JsonGenerator json, BoardRow row) throws IOException {
    json.writeStartArray();
    json.writeString(row.member().value());
    write(json, row.profile().orElse(null));
    write(json, row.score().orElse(null));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, @Nullable ProfileRegister profile)
      throws IOException {
    if (profile == null) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    json.writeNumber(profile.version());
    json.writeString(profile.name());
    json.writeString(profile.team().orElse(null));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, @Nullable ScoreRegister score) throws IOException {
    if (score == null) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    json.writeNumber(score.revision());
    json.writeBoolean(score.joined());
    json.writeNumber(score.score().millionths());
    json.writeNumber(score.days());
    json.writeEndArray();
  }

  private static BoardRow readRow(JsonParser json) throws IOException {
    var member = new MemberId(json.nextTextValue());
    var profile = readProfile(json);
    var score = readScore(json);
    expect(json, JsonToken.END_ARRAY, json.nextToken());
    return new BoardRow(member, profile, score);
  }

  private static Optional<ProfileRegister> readProfile(JsonParser json) throws IOException {
    if (json.nextToken() == JsonToken.VALUE_NULL) return Optional.empty();
    expect(json, JsonToken.START_ARRAY, json.currentToken());
    json.nextToken();
    var profile =
        new ProfileRegister(
            json.getLongValue(), json.nextTextValue(), Optional.ofNullable(json.nextTextValue()));
    expect(json, JsonToken.END_ARRAY, json.nextToken());
    return Optional.of(profile);
  }

  private static Optional<ScoreRegister> readScore(JsonParser json) throws IOException {
    if (json.nextToken() == JsonToken.VALUE_NULL) return Optional.empty();
    expect(json, JsonToken.START_ARRAY, json.currentToken());
    json.nextToken();
    long revision = json.getLongValue();
    json.nextToken();
    boolean joined = json.getBooleanValue();
    json.nextToken();
    var score = new Score(json.getLongValue());
    json.nextToken();
    int days = json.getIntValue();
    expect(json, JsonToken.END_ARRAY, json.nextToken());
    return Optional.of(new ScoreRegister(revision, joined, score, days));
  }

  private static void expect(JsonParser json, JsonToken wanted, @Nullable JsonToken found)
      throws IOException {
    if (found != wanted) {
      throw new IOException(
          "board has %s instead of %s at %s"
              .formatted(found, wanted, json.currentLocation().offsetDescription()));
    }
  }
}
