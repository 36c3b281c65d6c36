package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.RewardId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A challenge's terms, both in requests and in the table:
/// ```
/// {"name": "Spring Steps", "period": {"start": "2026-03-01", "end": "2026-04-02"},
///  "rule": {"type": "total", "metric": "steps", "daily_cap": 25000},
///  "sources": {"count": "highest"}, "goal": 300000, "join_deadline": "2026-03-15",
///  "grace_days": 3, "ranking": "standard", "rewards": [{"percent": 50, "points": 100}]}
/// ```
/// The first error is an [InvalidJson] with its path. Defaults: `grace_days` 0, `ranking` standard,
/// `rewards` empty, a reward's `id` its percent, as in `percent-50`.
public final class TermsCodec {
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String PERIOD = "period";
  private static final String START = "start";
  private static final String END = "end";
  private static final String RULE = "rule";
  private static final String SOURCES = "sources";
  private static final String GOAL = "goal";
  private static final String JOIN_DEADLINE = "join_deadline";
  private static final String GRACE_DAYS = "grace_days";
  private static final String RANKING = "ranking";
  private static final String REWARDS = "rewards";
  private static final String PERCENT = "percent";
  private static final String POINTS = "points";
  private static final String STANDARD = "standard";
  private static final String DENSE = "dense";
  private static final List<String> KEYS =
      List.of(ID, NAME, PERIOD, RULE, SOURCES, GOAL, JOIN_DEADLINE, GRACE_DAYS, RANKING, REWARDS);

  private TermsCodec() {}

  /// The id in a definition, beside its terms.
  public static Optional<ChallengeId> id(JsonObject definition) {
    return definition.readIfPresent(ID, ChallengeId::new);
  }

  /// The terms of a definition in a request.
  ///
  /// @param sources the policy of a definition that has none: the tenant's default of now
  public static Terms decode(JsonObject definition, SourcePolicy sources) {
    return terms(
        definition,
        definition.has(SOURCES) ? SourcePolicyCodec.decode(definition.object(SOURCES)) : sources);
  }

  /// Stored terms. They hold their policy in full.
  public static Terms decode(JsonObject definition) {
    return terms(definition, SourcePolicyCodec.decode(definition.object(SOURCES)));
  }

  private static Terms terms(JsonObject definition, SourcePolicy sources) {
    definition.allowOnly(KEYS);
    return definition.make(
        () ->
            new Terms(
                definition.text(NAME),
                period(definition.object(PERIOD)),
                RuleCodec.decode(definition.object(RULE)),
                sources,
                definition.quantity(GOAL),
                definition.dateIfPresent(JOIN_DEADLINE),
                definition.has(GRACE_DAYS) ? definition.smallNumber(GRACE_DAYS) : 0,
                definition.readIfPresent(RANKING, TermsCodec::ranking).orElse(RankPolicy.STANDARD),
                definition.has(REWARDS)
                    ? definition.objects(REWARDS).stream().map(TermsCodec::reward).toList()
                    : List.of()));
  }

  /// The terms as JSON, in the format of [#decode].
  public static String encode(Terms terms) {
    return Json.write(
        json -> {
          json.writeStartObject();
          write(json, terms);
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Terms terms) throws IOException {
    json.writeStringField(NAME, terms.name());
    json.writeObjectFieldStart(PERIOD);
    json.writeStringField(START, terms.period().start().toString());
    json.writeStringField(END, terms.period().end().toString());
    json.writeEndObject();
    json.writeFieldName(RULE);
    RuleCodec.writer(terms.rule()).write(json);
    json.writeFieldName(SOURCES);
    SourcePolicyCodec.writer(terms.sources()).write(json);
    Json.writeQuantity(json, GOAL, terms.goal());
    if (terms.joinDeadline().isPresent())
      json.writeStringField(JOIN_DEADLINE, terms.joinDeadline().get().toString());
    json.writeNumberField(GRACE_DAYS, terms.graceDays());
    json.writeStringField(RANKING, text(terms.ranking()));
    json.writeArrayFieldStart(REWARDS);
    for (var reward : terms.rewards()) {
      json.writeStartObject();
      json.writeStringField(ID, reward.id().value());
      json.writeNumberField(PERCENT, reward.percent());
      json.writeNumberField(POINTS, reward.points());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Period period(JsonObject period) {
    period.allowOnly(List.of(START, END));
    return period.make(() -> new Period(period.date(START), period.date(END)));
  }

  private static Reward reward(JsonObject reward) {
    reward.allowOnly(List.of(ID, PERCENT, POINTS));
    int percent = reward.smallNumber(PERCENT);
    var id =
        reward.readIfPresent(ID, RewardId::new).orElseGet(() -> new RewardId("percent-" + percent));
    return reward.make(() -> new Reward(id, percent, reward.number(POINTS)));
  }

  private static RankPolicy ranking(String text) {
    return switch (text) {
      case STANDARD -> RankPolicy.STANDARD;
      case DENSE -> RankPolicy.DENSE;
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is not %s or %s".formatted(text, STANDARD, DENSE));
    };
  }

  private static String text(RankPolicy ranking) {
    return switch (ranking) {
      case STANDARD -> STANDARD;
      case DENSE -> DENSE;
    };
  }
}
