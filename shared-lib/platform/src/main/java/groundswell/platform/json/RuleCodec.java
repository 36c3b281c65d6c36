package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.Quantity;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.ScoringRule.Average;
import groundswell.domain.challenges.ScoringRule.BestDay;
import groundswell.domain.challenges.ScoringRule.DailyGoal;
import groundswell.domain.challenges.ScoringRule.Points;
import groundswell.domain.challenges.ScoringRule.PointsMetric;
import groundswell.domain.challenges.ScoringRule.Streak;
import groundswell.domain.challenges.ScoringRule.Total;
import groundswell.domain.ids.MetricId;
import groundswell.platform.json.Json.Writer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A scoring rule as users write it.
final class RuleCodec {
  private static final String TYPE = "type";
  private static final String METRIC = "metric";
  private static final String DAILY_CAP = "daily_cap";
  private static final String THRESHOLD = "threshold";
  private static final String MIN_DAYS = "min_days";
  private static final String METRICS = "metrics";
  private static final String POINTS_PER_UNIT = "points_per_unit";

  private static final String TOTAL = "total";
  private static final String DAILY_GOAL = "daily-goal";
  private static final String STREAK = "streak";
  private static final String BEST_DAY = "best-day";
  private static final String AVERAGE = "average";
  private static final String POINTS = "points";

  private RuleCodec() {}

  static ScoringRule decode(JsonObject rule) {
    var type = rule.text(TYPE);
    return switch (type) {
      case TOTAL -> {
        rule.allowOnly(List.of(TYPE, METRIC, DAILY_CAP));
        yield rule.make(() -> new Total(metric(rule), rule.quantityIfPresent(DAILY_CAP)));
      }
      case DAILY_GOAL -> {
        rule.allowOnly(List.of(TYPE, METRIC, THRESHOLD));
        yield rule.make(() -> new DailyGoal(metric(rule), rule.quantity(THRESHOLD)));
      }
      case STREAK -> {
        rule.allowOnly(List.of(TYPE, METRIC, THRESHOLD));
        yield rule.make(() -> new Streak(metric(rule), rule.quantity(THRESHOLD)));
      }
      case BEST_DAY -> {
        rule.allowOnly(List.of(TYPE, METRIC));
        yield new BestDay(metric(rule));
      }
      case AVERAGE -> {
        rule.allowOnly(List.of(TYPE, METRIC, DAILY_CAP, MIN_DAYS));
        yield rule.make(
            () ->
                new Average(
                    metric(rule),
                    rule.quantityIfPresent(DAILY_CAP),
                    rule.has(MIN_DAYS) ? rule.smallNumber(MIN_DAYS) : 1));
      }
      case POINTS -> {
        rule.allowOnly(List.of(TYPE, METRICS));
        yield rule.make(
            () -> new Points(rule.objects(METRICS).stream().map(RuleCodec::weight).toList()));
      }
      default -> throw unknown(rule, type);
    };
  }

  private static InvalidJson unknown(JsonObject rule, String type) {
    return rule.error(
        TYPE,
        "\"%s\" is not one of %s"
            .formatted(
                type, String.join(", ", TOTAL, DAILY_GOAL, STREAK, BEST_DAY, AVERAGE, POINTS)));
  }

  static Writer writer(ScoringRule rule) {
    return json -> {
      json.writeStartObject();
      switch (rule) {
        case Total(var metric, var cap) -> {
          writeType(json, TOTAL, metric);
          writeCap(json, cap);
        }
        case DailyGoal(var metric, var threshold) -> {
          writeType(json, DAILY_GOAL, metric);
          Json.writeQuantity(json, THRESHOLD, threshold);
        }
        case Streak(var metric, var threshold) -> {
          writeType(json, STREAK, metric);
          Json.writeQuantity(json, THRESHOLD, threshold);
        }
        case BestDay(var metric) -> writeType(json, BEST_DAY, metric);
        case Average(var metric, var cap, int minDays) -> {
          writeType(json, AVERAGE, metric);
          writeCap(json, cap);
          json.writeNumberField(MIN_DAYS, minDays);
        }
        case Points(var weights) -> {
          json.writeStringField(TYPE, POINTS);
          json.writeArrayFieldStart(METRICS);
          for (var weight : weights) writeWeight(json, weight);
          json.writeEndArray();
        }
      }
      json.writeEndObject();
    };
  }

  private static PointsMetric weight(JsonObject weight) {
    weight.allowOnly(List.of(METRIC, POINTS_PER_UNIT, DAILY_CAP));
    return weight.make(
        () ->
            new PointsMetric(
                metric(weight),
                weight.quantity(POINTS_PER_UNIT),
                weight.quantityIfPresent(DAILY_CAP)));
  }

  private static void writeWeight(JsonGenerator json, PointsMetric weight) throws IOException {
    json.writeStartObject();
    json.writeStringField(METRIC, weight.metric().value());
    Json.writeQuantity(json, POINTS_PER_UNIT, weight.pointsPerUnit());
    writeCap(json, weight.dailyCap());
    json.writeEndObject();
  }

  private static void writeType(JsonGenerator json, String type, MetricId metric)
      throws IOException {
    json.writeStringField(TYPE, type);
    json.writeStringField(METRIC, metric.value());
  }

  private static void writeCap(JsonGenerator json, Optional<Quantity> cap) throws IOException {
    if (cap.isPresent()) Json.writeQuantity(json, DAILY_CAP, cap.get());
  }

  private static MetricId metric(JsonObject rule) {
    return rule.read(METRIC, MetricId::new);
  }
}
