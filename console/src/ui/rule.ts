import type { Rule } from "../api/types";
import { t } from "../texts";
import { figure, listed } from "../texts/words";

/// What counts, in a sentence.
export function ruleWords(rule: Rule): string {
  switch (rule.type) {
    case "total":
      return t.rules.total(rule.metric, rule.daily_cap === undefined ? undefined : figure(rule.daily_cap));
    case "daily-goal":
      return t.rules["daily-goal"](rule.metric, figure(rule.threshold));
    case "streak":
      return t.rules.streak(rule.metric, figure(rule.threshold));
    case "best-day":
      return t.rules["best-day"](rule.metric);
    case "average":
      return t.rules.average(rule.metric, rule.min_days ?? 1);
    case "points":
      return t.rules.points(listed(rule.metrics.map(({ metric }) => metric)));
  }
}

/// The metrics that a rule counts.
export function metricsOf(rule: Rule): readonly string[] {
  return rule.type === "points" ? rule.metrics.map(({ metric }) => metric) : [rule.metric];
}
