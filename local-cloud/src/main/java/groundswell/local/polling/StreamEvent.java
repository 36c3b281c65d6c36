package groundswell.local.polling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Stream records as Lambda hands them to functions:
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>.
public final class StreamEvent {
  private final JsonFactory factory = new JsonFactory();
  private final String streamArn;
  private final String region;
  private final String partitionKey;

  /// @param partitionKey name of the attribute
  public StreamEvent(String streamArn, String region, String partitionKey) {
    this.streamArn = streamArn;
    this.region = region;
    this.partitionKey = partitionKey;
  }

  StreamRecord record(String shardId, Record record) {
    var change = record.dynamodb();
    return new StreamRecord(
        change.sequenceNumber(),
        shardId,
        String.valueOf(change.keys().get(partitionKey)).hashCode(),
        change.approximateCreationDateTime(),
        json(record));
  }

  private SdkBytes json(Record record) {
    var out = new ByteArrayOutputStream(1024);
    try (var json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("eventID", record.eventID());
      json.writeStringField("eventName", record.eventNameAsString());
      json.writeStringField("eventVersion", record.eventVersion());
      json.writeStringField("eventSource", record.eventSource());
      json.writeStringField("awsRegion", region);
      writeChange(json, record);
      json.writeStringField("eventSourceARN", streamArn);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArrayUnsafe(out.toByteArray());
  }

  private static void writeChange(JsonGenerator json, Record record) throws IOException {
    var change = record.dynamodb();
    json.writeObjectFieldStart("dynamodb");
    json.writeNumberField(
        "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    json.writeFieldName("Keys");
    writeItem(json, change.keys());
    if (change.hasNewImage()) {
      json.writeFieldName("NewImage");
      writeItem(json, change.newImage());
    }
    if (change.hasOldImage()) {
      json.writeFieldName("OldImage");
      writeItem(json, change.oldImage());
    }
    json.writeStringField("SequenceNumber", change.sequenceNumber());
    json.writeNumberField("SizeBytes", change.sizeBytes());
    json.writeStringField("StreamViewType", change.streamViewTypeAsString());
    json.writeEndObject();
  }

  private static void writeItem(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    json.writeStartObject();
    for (var attribute : item.entrySet()) {
      json.writeFieldName(attribute.getKey());
      writeValue(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    switch (value.type()) {
      case NUL -> json.writeFieldName("NULL");
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute value of no known type");
      case S, N, B, SS, NS, BS, M, L, BOOL -> json.writeFieldName(value.type().name());
    }
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> json.writeString(value.n());
      case B -> json.writeBinary(value.b().asByteArrayUnsafe());
      case SS -> writeStrings(json, value.ss());
      case NS -> writeStrings(json, value.ns());
      case BS -> writeBinaries(json, value.bs());
      case M -> writeItem(json, value.m());
      case L -> writeList(json, value.l());
      case BOOL -> json.writeBoolean(value.bool());
      case NUL -> json.writeBoolean(value.nul());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("refused above");
    }
    json.writeEndObject();
  }

  private static void writeList(JsonGenerator json, List<AttributeValue> values)
      throws IOException {
    json.writeStartArray();
    for (var value : values) writeValue(json, value);
    json.writeEndArray();
  }

  private static void writeStrings(JsonGenerator json, List<String> values) throws IOException {
    json.writeStartArray();
    for (var value : values) json.writeString(value);
    json.writeEndArray();
  }

  private static void writeBinaries(JsonGenerator json, List<SdkBytes> values) throws IOException {
    json.writeStartArray();
    for (var value : values) json.writeBinary(value.asByteArrayUnsafe());
    json.writeEndArray();
  }
}
