import type { ChallengeDefinition } from "../../api/types";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/// A text in quotes unless it can be nothing else: YAML reads `no`, `010` and `2026-03-01` as other
/// than texts.
function scalar(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  return /^[A-Za-z][A-Za-z0-9 ._-]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value) && !value.endsWith(" ")
    ? value
    : JSON.stringify(value);
}

function inline(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(inline).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}: ${inline(each)}`)
      .join(", ")}}`;
  }
  return scalar(value);
}

/// A definition as YAML, a line for each of its fields, as in the documentation of files.
export function yamlOf(challenge: ChallengeDefinition): string {
  const { id, name, period, rule, sources, goal, join_deadline: deadline, grace_days: grace, ranking, rewards } = challenge;
  const fields: readonly (readonly [string, Json | undefined])[] = [
    ["id", id],
    ["name", name],
    ["period", { start: period.start, end: period.end }],
    ["rule", rule],
    ["sources", sources],
    ["goal", goal],
    ["join_deadline", deadline],
    ["grace_days", grace],
    ["ranking", ranking],
    ["rewards", rewards],
  ];
  return fields
    .filter((field): field is readonly [string, Json] => field[1] !== undefined)
    .map(([key, value]) => `${key}: ${inline(value)}\n`)
    .join("");
}
