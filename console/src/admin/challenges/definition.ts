import type { Challenge, ChallengeDefinition, Rule } from "../../api/types";
import { figure } from "../../texts/words";
import { parseFigure } from "../../ui/format";

export const RULES = ["total", "daily-goal", "streak", "best-day", "average", "points"] as const satisfies readonly Rule["type"][];

/// A challenge as it is being typed: every figure is a text, until it is sent.
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly joinDeadline: string;
  readonly graceDays: string;
  readonly rule: Rule["type"];
  readonly metric: string;
  readonly dailyCap: string;
  readonly threshold: string;
  readonly minDays: string;
  readonly weights: readonly { readonly metric: string; readonly pointsPerUnit: string; readonly dailyCap: string }[];
  readonly goal: string;
  readonly ranking: "standard" | "dense";
  readonly rewards: readonly { readonly percent: string; readonly points: string }[];
}

export const NEW_DRAFT: Draft = {
  id: "",
  name: "",
  start: "",
  end: "",
  joinDeadline: "",
  graceDays: "3",
  rule: "total",
  metric: "steps",
  dailyCap: "",
  threshold: "",
  minDays: "",
  weights: [{ metric: "steps", pointsPerUnit: "", dailyCap: "" }],
  goal: "",
  ranking: "standard",
  rewards: [{ percent: "100", points: "100" }],
};

function shown(value: number | undefined): string {
  return value === undefined ? "" : figure(value);
}

export function draftOf(challenge: Challenge): Draft {
  const { rule } = challenge;
  return {
    id: challenge.id,
    name: challenge.name,
    start: challenge.period.start,
    end: challenge.period.end,
    joinDeadline: challenge.join_deadline ?? "",
    graceDays: shown(challenge.grace_days),
    rule: rule.type,
    metric: "metric" in rule ? rule.metric : NEW_DRAFT.metric,
    dailyCap: "daily_cap" in rule ? shown(rule.daily_cap) : "",
    threshold: "threshold" in rule ? shown(rule.threshold) : "",
    minDays: "min_days" in rule ? shown(rule.min_days) : "",
    weights:
      "metrics" in rule
        ? rule.metrics.map((each) => ({
            metric: each.metric,
            pointsPerUnit: shown(each.points_per_unit),
            dailyCap: shown(each.daily_cap),
          }))
        : NEW_DRAFT.weights,
    goal: shown(challenge.goal),
    ranking: challenge.ranking,
    rewards: challenge.rewards.map(({ percent, points }) => ({ percent: shown(percent), points: shown(points) })),
  };
}

/// What the API would call the field, and what is wrong with what was typed.
export type Faults = ReadonlyMap<string, "needed" | "no-number" | "no-id" | "ends-before">;

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

class Reader {
  readonly faults = new Map<string, "needed" | "no-number" | "no-id" | "ends-before">();

  needed(field: string, text: string): string {
    if (text.trim() === "") this.faults.set(field, "needed");
    return text.trim();
  }

  figure(field: string, text: string): number {
    const number = parseFigure(this.needed(field, text));
    if (number === undefined && text.trim() !== "") this.faults.set(field, "no-number");
    return number ?? 0;
  }

  optionalFigure(field: string, text: string): number | undefined {
    return text.trim() === "" ? undefined : this.figure(field, text);
  }
}

function ruleOf(draft: Draft, read: Reader): Rule {
  const { metric } = draft;
  const cap = (): { daily_cap?: number } => {
    const value = read.optionalFigure("rule/daily_cap", draft.dailyCap);
    return value === undefined ? {} : { daily_cap: value };
  };
  switch (draft.rule) {
    case "total":
      return { type: "total", metric, ...cap() };
    case "daily-goal":
      return { type: "daily-goal", metric, threshold: read.figure("rule/threshold", draft.threshold) };
    case "streak":
      return { type: "streak", metric, threshold: read.figure("rule/threshold", draft.threshold) };
    case "best-day":
      return { type: "best-day", metric };
    case "average": {
      const days = read.optionalFigure("rule/min_days", draft.minDays);
      return { type: "average", metric, ...cap(), ...(days === undefined ? {} : { min_days: days }) };
    }
    case "points":
      return {
        type: "points",
        metrics: draft.weights.map((weight, index) => {
          const at = `rule/metrics/${index}`;
          const most = read.optionalFigure(`${at}/daily_cap`, weight.dailyCap);
          return {
            metric: weight.metric,
            points_per_unit: read.figure(`${at}/points_per_unit`, weight.pointsPerUnit),
            ...(most === undefined ? {} : { daily_cap: most }),
          };
        }),
      };
  }
}

/// The definition of a draft, and what is wrong with it. Without faults it can be sent.
///
/// @param before what is stored, for what the form does not show
export function definitionOf(draft: Draft, before: Challenge | undefined): { definition: ChallengeDefinition; faults: Faults } {
  const read = new Reader();
  const id = read.needed("id", draft.id);
  if (id !== "" && !ID.test(id)) read.faults.set("id", "no-id");
  const start = read.needed("period/start", draft.start);
  const end = read.needed("period/end", draft.end);
  if (start !== "" && end !== "" && end < start) read.faults.set("period/end", "ends-before");
  const definition: ChallengeDefinition = {
    id,
    name: read.needed("name", draft.name),
    period: { start, end },
    rule: ruleOf(draft, read),
    goal: read.figure("goal", draft.goal),
    ...(draft.joinDeadline === "" ? {} : { join_deadline: draft.joinDeadline }),
    grace_days: read.figure("grace_days", draft.graceDays),
    ranking: draft.ranking,
    rewards: draft.rewards.map((reward, index) => {
      const percent = read.figure(`rewards/${index}/percent`, reward.percent);
      const known = before?.rewards.find((stored) => stored.percent === percent);
      return {
        ...(known === undefined ? {} : { id: known.id }),
        percent,
        points: read.figure(`rewards/${index}/points`, reward.points),
      };
    }),
    ...(before === undefined ? {} : { sources: before.sources }),
  };
  return { definition, faults: read.faults };
}

/// Days of a period, the first and the last included.
export function daysOf(start: string, end: string): number | undefined {
  const millis = Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`);
  return Number.isNaN(millis) || millis < 0 ? undefined : Math.round(millis / 86_400_000) + 1;
}
