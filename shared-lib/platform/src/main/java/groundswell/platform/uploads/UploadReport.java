package groundswell.platform.uploads;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.files.Choice;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.platform.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client is told of an upload that has ended, or that asks a question. The report lies in
/// the outbox; the message to the topic says the same in brief. Both have the API's names, and
/// `events/messages/UploadReported` has their schema.
public final class UploadReport {
  private final Upload upload;

  public UploadReport(Upload upload) {
    this.upload = upload;
  }

  /// The message to the topic. It leaves out notes and choices, whose size has no limit: a message
  /// has at most 256 KiB (<https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>).
  public String message() {
    return Json.write(
        json -> {
          json.writeStartObject();
          writeUpload(json);
          writeEnd(json, false);
          json.writeEndObject();
        });
  }

  /// The report in the outbox.
  public String whole(Remarks remarks) {
    return Json.write(
        json -> {
          json.writeStartObject();
          writeUpload(json);
          writeEnd(json, true);
          json.writeArrayFieldStart("notes");
          for (var note : remarks.notes()) json.writeString(note);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void writeUpload(JsonGenerator json) throws IOException {
    json.writeStringField("tenant", upload.tenant().value());
    json.writeStringField("upload", upload.id().value());
    json.writeNumberField("version", upload.version());
    json.writeStringField("kind", upload.kind().label());
    json.writeStringField("state", upload.state().label());
    json.writeStringField("file_name", upload.fileName());
    json.writeStringField("created_by", upload.createdBy());
    json.writeStringField("created_at", upload.createdAt().toString());
    json.writeStringField("report_key", UploadObjects.reportKey(upload.tenant(), upload.id()));
    var rejects = upload.state().rejectsFile();
    if (rejects.isPresent())
      json.writeStringField(
          "rejects_key", UploadObjects.rejectsKey(upload.tenant(), upload.id(), rejects.get()));
  }

  /// @param whole whether choices and columns are written, which may be long
  private void writeEnd(JsonGenerator json, boolean whole) throws IOException {
    var end = end(upload.state());
    if (end.at().isPresent()) json.writeStringField("ended_at", end.at().get().toString());
    if (end.rows().isPresent()) writeRows(json, end.rows().get());
    if (upload.state() instanceof UploadState.Refused refused) {
      json.writeObjectFieldStart("refused");
      json.writeStringField("code", refused.code());
      json.writeStringField("reason", refused.reason());
      json.writeEndObject();
    }
    if (upload.state() instanceof UploadState.Undecided undecided) {
      json.writeObjectFieldStart("undecided");
      json.writeStringField("reason", undecided.reason());
      json.writeArrayFieldStart("choices");
      if (whole) for (var choice : undecided.choices()) write(json, choice);
      json.writeEndArray();
      if (whole) writeColumns(json, undecided.columns());
      json.writeEndObject();
    }
  }

  private static void writeColumns(JsonGenerator json, List<String> columns) throws IOException {
    json.writeArrayFieldStart("columns");
    for (var column : columns) json.writeString(column);
    json.writeEndArray();
  }

  private static void writeRows(JsonGenerator json, Rows rows) throws IOException {
    json.writeObjectFieldStart("rows");
    json.writeNumberField("received", rows.received());
    json.writeNumberField("accepted", rows.counts().accepted());
    json.writeNumberField("unchanged", rows.counts().unchanged());
    json.writeNumberField("superseded", rows.counts().superseded());
    json.writeNumberField("rejected", rows.counts().rejected());
    json.writeNumberField("left", rows.counts().left());
    json.writeObjectFieldStart("rejected_by_code");
    for (var code : rows.rejectedByCode().entrySet())
      json.writeNumberField(code.getKey(), code.getValue());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Choice choice) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", choice.field());
    json.writeArrayFieldStart("readings");
    for (var reading : choice.readings()) {
      json.writeStartObject();
      json.writeStringField("meaning", reading.meaning());
      json.writeStringField("example", reading.example());
      json.writeStringField("mapping", reading.mapping());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static End end(UploadState state) {
    return switch (state) {
      case UploadState.Created _,
          UploadState.Waiting _,
          UploadState.Checking _,
          UploadState.Undecided _,
          UploadState.Checked _,
          UploadState.Storing _,
          UploadState.Reverting _ ->
          new End(Optional.empty(), Optional.empty());
      case UploadState.Completed(_, var at, var counts, var byCode, _, _) ->
          new End(at, new Rows(counts.received(), counts, byCode));
      case UploadState.Refused(_, var at, _, _, var counts, var byCode, _) ->
          new End(at, new Rows(counts.received(), counts, byCode));
      case UploadState.Reverted(var at, _, _) -> new End(Optional.of(at), Optional.empty());
      case UploadState.Cancelled(var at, _, _) -> new End(Optional.of(at), Optional.empty());
      case UploadState.Abandoned(var at, _, var received, var counts, var byCode, _, _, _) ->
          new End(at, new Rows(received, counts, byCode));
    };
  }

  private record End(Optional<Instant> at, Optional<Rows> rows) {
    End(Instant at, Rows rows) {
      this(Optional.of(at), Optional.of(rows));
    }
  }

  private record Rows(long received, RowCounts counts, Map<String, Long> rejectedByCode) {}
}
