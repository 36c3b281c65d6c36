package groundswell.platform.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function that reads a table's stream, and reports from which record on to redeliver
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>).
public interface TableStreamFunction extends JsonFunction<DynamodbEvent, StreamsEventResponse> {
  @Override
  default DynamodbEvent read(JsonNode event) {
    return RedrivenRecords.areIn(event)
        ? with(RedrivenRecords.unwrap(event), new RedrivenRecords())
        : with(event, new DynamodbEvent());
  }

  @Override
  default void write(JsonGenerator json, StreamsEventResponse answer) throws IOException {
    BatchAnswer.write(
        json,
        answer.getBatchItemFailures().stream()
            .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
            .toList());
  }

  private static DynamodbEvent with(JsonNode event, DynamodbEvent read) {
    read.setRecords(Nodes.list(event.path("Records"), TableStreamFunction::record));
    return read;
  }

  private static DynamodbStreamRecord record(JsonNode node) {
    var record = new DynamodbStreamRecord();
    record.setEventID(Nodes.text(node, "eventID"));
    record.setEventName(Nodes.text(node, "eventName"));
    record.setEventVersion(Nodes.text(node, "eventVersion"));
    record.setEventSource(Nodes.text(node, "eventSource"));
    record.setEventSourceARN(Nodes.text(node, "eventSourceARN"));
    record.setAwsRegion(Nodes.text(node, "awsRegion"));
    if (node.hasNonNull("userIdentity")) record.setUserIdentity(identity(node.get("userIdentity")));
    if (node.hasNonNull("dynamodb")) record.setDynamodb(change(node.get("dynamodb")));
    return record;
  }

  private static Identity identity(JsonNode node) {
    var identity = new Identity();
    identity.setPrincipalId(Nodes.text(node, "principalId"));
    identity.setType(Nodes.text(node, "type"));
    return identity;
  }

  private static StreamRecord change(JsonNode node) {
    var change = new StreamRecord();
    change.setKeys(item(node.path("Keys")));
    change.setNewImage(item(node.path("NewImage")));
    change.setOldImage(item(node.path("OldImage")));
    change.setSequenceNumber(Nodes.text(node, "SequenceNumber"));
    if (node.hasNonNull("StreamViewType"))
      change.setStreamViewType(StreamViewType.fromValue(node.get("StreamViewType").asText()));
    if (node.hasNonNull("SizeBytes")) change.setSizeBytes(node.get("SizeBytes").longValue());
    var seconds = node.path("ApproximateCreationDateTime");
    if (seconds.isNumber()) {
      var millis = seconds.decimalValue().multiply(BigDecimal.valueOf(1_000));
      change.setApproximateCreationDateTime(Date.from(Instant.ofEpochMilli(millis.longValue())));
    }
    return change;
  }

  private static @Nullable Map<String, AttributeValue> item(JsonNode node) {
    return Nodes.map(node, TableStreamFunction::value);
  }

  private static AttributeValue value(JsonNode node) {
    var value = new AttributeValue();
    value.setS(Nodes.text(node, "S"));
    value.setN(Nodes.text(node, "N"));
    if (node.hasNonNull("B")) value.setB(Nodes.bytes(node.get("B")));
    if (node.hasNonNull("BOOL")) value.setBOOL(node.get("BOOL").booleanValue());
    if (node.hasNonNull("NULL")) value.setNULL(node.get("NULL").booleanValue());
    value.setSS(Nodes.list(node.path("SS"), JsonNode::asText));
    value.setNS(Nodes.list(node.path("NS"), JsonNode::asText));
    value.setBS(Nodes.list(node.path("BS"), Nodes::bytes));
    value.setL(Nodes.list(node.path("L"), TableStreamFunction::value));
    value.setM(item(node.path("M")));
    return value;
  }
}
