package groundswell.platform.uploads;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.files.Choice;
import groundswell.domain.files.Choice.Reading;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.uploads.Check;
import groundswell.domain.uploads.Check.Effect;
import groundswell.domain.uploads.Check.Sample;
import groundswell.domain.uploads.Consequences;
import groundswell.domain.uploads.Consequences.Board;
import groundswell.domain.uploads.Consequences.Loss;
import groundswell.domain.uploads.Consequences.Rewards;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Leavers.Leaver;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The JSON form of what a check found out, and of the choices that a file leaves open, inside the
/// item of an upload.
final class CheckCodec {
  private CheckCodec() {}

  static String write(Check check) {
    return Json.write(
        json -> {
          var effect = check.effect();
          json.writeStartObject();
          json.writeNumberField("members", effect.members());
          json.writeNumberField("compared", effect.membersCompared());
          json.writeNumberField("added", effect.added());
          json.writeNumberField("changed", effect.changed());
          json.writeNumberField("unchanged", effect.unchanged());
          json.writeNumberField("superseded", effect.superseded());
          write(check.consequences(), json);
          json.writeArrayFieldStart("samples");
          for (var sample : check.samples()) write(sample, json);
          json.writeEndArray();
          if (check.leavers().isPresent()) {
            json.writeObjectFieldStart("leavers");
            writeFields(check.leavers().get(), json);
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  static Check check(String text) {
    var json = JsonObject.parse(text);
    var effect =
        new Effect(
            json.number("members"),
            json.number("compared"),
            json.number("added"),
            json.number("changed"),
            json.number("unchanged"),
            json.number("superseded"));
    return new Check(
        effect,
        consequences(json),
        json.objects("samples").stream().map(CheckCodec::sample).toList(),
        json.has("leavers") ? Optional.of(leavers(json.object("leavers"))) : Optional.empty());
  }

  static String write(Leavers leavers) {
    return Json.write(
        json -> {
          json.writeStartObject();
          writeFields(leavers, json);
          json.writeEndObject();
        });
  }

  static Leavers leavers(String text) {
    return leavers(JsonObject.parse(text));
  }

  private static void writeFields(Leavers leavers, JsonGenerator json) throws IOException {
    json.writeNumberField("registered", leavers.registered());
    json.writeNumberField("leaving", leavers.leaving());
    json.writeArrayFieldStart("first");
    for (var leaver : leavers.first()) {
      json.writeStartObject();
      json.writeStringField("member", leaver.member().value());
      json.writeStringField("name", leaver.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Leavers leavers(JsonObject json) {
    return new Leavers(
        json.number("registered"),
        json.number("leaving"),
        json.objects("first").stream()
            .map(one -> new Leaver(new MemberId(one.text("member")), one.text("name")))
            .toList());
  }

  private static void write(Consequences consequences, JsonGenerator json) throws IOException {
    json.writeNumberField("judged", consequences.membersJudged());
    write("granted", consequences.granted(), json);
    write("reversed", consequences.reversed(), json);
    json.writeArrayFieldStart("losses");
    for (var loss : consequences.losses()) {
      json.writeStartObject();
      json.writeStringField("member", loss.member().value());
      json.writeStringField("name", loss.name());
      json.writeStringField("challenge", loss.challenge().value());
      json.writeStringField("reward", loss.reward().value());
      json.writeNumberField("points", loss.points());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("boards");
    for (var board : consequences.boards().entrySet()) {
      json.writeStartObject();
      json.writeStringField("challenge", board.getKey().value());
      json.writeStringField("name", board.getValue().name());
      json.writeNumberField("members", board.getValue().members());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(String name, Rewards rewards, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("rewards", rewards.rewards());
    json.writeNumberField("members", rewards.members());
    json.writeNumberField("points", rewards.points());
    json.writeEndObject();
  }

  private static Consequences consequences(JsonObject json) {
    var boards = new TreeMap<ChallengeId, Board>();
    for (var board : json.objects("boards"))
      boards.put(
          new ChallengeId(board.text("challenge")),
          new Board(board.text("name"), board.number("members")));
    return new Consequences(
        json.number("judged"),
        rewards(json.object("granted")),
        rewards(json.object("reversed")),
        json.objects("losses").stream().map(CheckCodec::loss).toList(),
        boards);
  }

  private static Rewards rewards(JsonObject json) {
    return new Rewards(json.number("rewards"), json.number("members"), json.number("points"));
  }

  private static Loss loss(JsonObject json) {
    return new Loss(
        new MemberId(json.text("member")),
        json.text("name"),
        new ChallengeId(json.text("challenge")),
        new RewardId(json.text("reward")),
        json.number("points"));
  }

  private static void write(Sample sample, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("line", sample.line());
    json.writeStringField("text", sample.text());
    if (sample.rejection().isPresent())
      json.writeStringField("rejection", sample.rejection().get());
    json.writeArrayFieldStart("rows");
    for (var values : sample.values()) {
      json.writeStartObject();
      json.writeArrayFieldStart("values");
      for (var value : values.entrySet()) {
        json.writeString(value.getKey());
        json.writeString(value.getValue());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Sample sample(JsonObject json) {
    return new Sample(
        json.number("line"),
        json.text("text"),
        json.objects("rows").stream().map(row -> inPairs(row.textsIfPresent("values"))).toList(),
        json.readIfPresent("rejection", Function.identity()));
  }

  private static SequencedMap<String, String> inPairs(List<String> texts) {
    var pairs = new LinkedHashMap<String, String>();
    for (int at = 0; at + 1 < texts.size(); at += 2) pairs.put(texts.get(at), texts.get(at + 1));
    return pairs;
  }

  static String write(List<Choice> choices) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("choices");
          for (var choice : choices) write(choice, json);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static List<Choice> choices(String text) {
    return JsonObject.parse(text).objects("choices").stream().map(CheckCodec::choice).toList();
  }

  private static void write(Choice choice, JsonGenerator json) throws IOException {
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

  private static Choice choice(JsonObject json) {
    return new Choice(
        json.text("field"),
        json.objects("readings").stream()
            .map(
                reading ->
                    new Reading(
                        reading.text("meaning"), reading.text("example"), reading.text("mapping")))
            .toList());
  }
}
