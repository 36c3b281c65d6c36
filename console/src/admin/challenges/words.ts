import type { Challenge, Rule } from "../../api/types";
import { t } from "../../texts";
import { figure, listed } from "../../texts/words";
import { serverNow } from "../../api/clock";

const texts = t.admin.challenges;

/// Where it is in its life, by the calendar of whoever looks. A member's own zone decides for a
/// member; it differs by a day at most.
export function lifeOf({ period, grace_days: grace }: Challenge): "upcoming" | "running" | "late" | "ended" {
  const today = new Date(serverNow()).toISOString().slice(0, 10);
  if (today < period.start) return "upcoming";
  if (today <= period.end) return "running";
  const last = new Date(Date.parse(`${period.end}T00:00:00Z`) + grace * 86_400_000).toISOString().slice(0, 10);
  return today <= last ? "late" : "ended";
}

/// What counts, in a sentence.
export function ruleWords(rule: Rule): string {
  switch (rule.type) {
    case "total":
      return texts.rules.total(rule.metric, rule.daily_cap === undefined ? undefined : figure(rule.daily_cap));
    case "daily-goal":
      return texts.rules["daily-goal"](rule.metric, figure(rule.threshold));
    case "streak":
      return texts.rules.streak(rule.metric, figure(rule.threshold));
    case "best-day":
      return texts.rules["best-day"](rule.metric);
    case "average":
      return texts.rules.average(rule.metric, rule.min_days ?? 1);
    case "points":
      return texts.rules.points(listed(rule.metrics.map(({ metric }) => metric)));
  }
}
