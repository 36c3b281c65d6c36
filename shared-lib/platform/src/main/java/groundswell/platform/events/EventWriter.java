package groundswell.platform.events;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.MemberLedger;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.platform.json.Json;
import groundswell.platform.json.Json.Writer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Writes events, field by field.
final class EventWriter {
  private EventWriter() {}

  static Writer of(Event event) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("tenant", event.tenant().value());
      switch (event) {
        case Event.ActivityChanged(_, var lane, var upload, var months) -> {
          writeOrigin(json, lane, upload);
          writeList(json, "months", months, EventWriter::month);
        }
        case Event.MemberChanged(_, var lane, var upload, var members) -> {
          writeOrigin(json, lane, upload);
          writeList(json, "members", members, EventWriter::member);
        }
        case Event.ChallengeChanged(_, var challenge, long version, boolean recalculate) -> {
          json.writeStringField("challenge", challenge.value());
          json.writeNumberField("version", version);
          if (recalculate) json.writeBooleanField("recalculate", true);
        }
        case Event.ProgressChanged(_, var challenge, var lane, var scores) -> {
          json.writeStringField("challenge", challenge.value());
          writeLane(json, lane);
          writeList(json, "scores", scores, EventWriter::score);
        }
        case Event.RewardChanged(_, var lane, var ledgers) -> {
          writeLane(json, lane);
          writeList(json, "ledgers", ledgers, EventWriter::ledger);
        }
        case Event.BoardPublished(_, var challenge, var board) -> {
          json.writeStringField("challenge", challenge.value());
          writeBoard(json, board);
        }
        case Event.UploadChanged(_, var upload, var state, var reported) -> {
          json.writeStringField("upload", upload.value());
          json.writeStringField("state", state);
          json.writeBooleanField("reported", reported);
        }
      }
      json.writeEndObject();
    };
  }

  static Writer month(MonthValues month) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("member", month.member().value());
      json.writeStringField("metric", month.metric().value());
      json.writeStringField("month", month.month().toString());
      json.writeNumberField("version", month.valueVersion());
      writeSources(json, month);
      writeCorrections(json, month);
      json.writeEndObject();
    };
  }

  /// The values by source, then by day: a source's name is written once.
  private static void writeSources(JsonGenerator json, MonthValues month) throws IOException {
    var sources = new TreeMap<SourceId, SortedMap<Integer, Quantity>>();
    month
        .days()
        .forEach(
            (day, said) ->
                said.sources()
                    .forEach(
                        (source, value) ->
                            sources.computeIfAbsent(source, _ -> new TreeMap<>()).put(day, value)));
    json.writeObjectFieldStart("sources");
    for (var source : sources.entrySet()) {
      json.writeObjectFieldStart(source.getKey().value());
      for (var day : source.getValue().entrySet())
        Json.writeQuantity(json, Integer.toString(day.getKey()), day.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeCorrections(JsonGenerator json, MonthValues month) throws IOException {
    json.writeObjectFieldStart("corrections");
    for (var each : month.days().entrySet()) {
      var day = Integer.toString(each.getKey());
      switch (each.getValue().correction().orElse(Ruling.LIFTED)) {
        case Ruling.Lifted() -> {}
        case Ruling.Blank() -> json.writeNullField(day);
        case Ruling.Exactly(var value) -> Json.writeQuantity(json, day, value);
      }
    }
    json.writeEndObject();
  }

  static Writer member(Member member) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("member", member.id().value());
      json.writeNumberField("version", member.version());
      if (!member.isRegistered()) json.writeStringField("state", member.state().label());
      json.writeStringField("name", member.profile().displayName());
      if (member.profile().team().isPresent())
        json.writeStringField("team", member.profile().team().get());
      if (member.profile().zone().isPresent())
        json.writeStringField("zone", member.profile().zone().get().id());
      json.writeObjectFieldStart("challenges");
      for (var each : member.enrolments().entrySet()) {
        json.writeObjectFieldStart(each.getKey().value());
        json.writeBooleanField("joined", each.getValue().joined());
        json.writeStringField("since", each.getValue().since().toString());
        json.writeNumberField("version", each.getValue().version());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    };
  }

  static Writer score(MemberScore score) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("member", score.member().value());
      json.writeNumberField("revision", score.revision());
      json.writeNumberField("rule", score.ruleVersion());
      json.writeBooleanField("joined", score.joined());
      Json.writeScore(json, "score", score.score());
      json.writeNumberField("days", score.days());
      json.writeEndObject();
    };
  }

  static Writer ledger(MemberLedger ledger) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("member", ledger.member().value());
      json.writeStringField("challenge", ledger.challenge().value());
      json.writeObjectFieldStart("rewards");
      for (var each : ledger.entries().entrySet()) {
        json.writeObjectFieldStart(each.getKey().value());
        json.writeBooleanField("granted", each.getValue().granted());
        json.writeNumberField("points", each.getValue().points());
        json.writeNumberField("changes", each.getValue().changes());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    };
  }

  private static void writeBoard(JsonGenerator json, PublishedBoard board) throws IOException {
    json.writeNumberField("version", board.version());
    json.writeNumberField("rule", board.definitionVersion());
    json.writeStringField("object", board.objectKey());
    json.writeStringField("asOf", board.asOf().toString());
    json.writeNumberField("members", board.members());
  }

  private static void writeOrigin(JsonGenerator json, Lane lane, Optional<UploadId> upload)
      throws IOException {
    writeLane(json, lane);
    if (upload.isPresent()) json.writeStringField("upload", upload.get().value());
  }

  private static void writeLane(JsonGenerator json, Lane lane) throws IOException {
    json.writeStringField("lane", lane.label());
  }

  private static <T> void writeList(
      JsonGenerator json, String name, List<T> elements, Function<T, Writer> writer)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (var element : elements) writer.apply(element).write(json);
    json.writeEndArray();
  }
}
