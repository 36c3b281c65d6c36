import type { AuditLine } from "../../api/types";

export const SPANS = ["day", "week", "month"] as const;
const SPAN_HOURS = { day: 24, week: 7 * 24, month: 30 * 24 } as const;
const HOUR_MILLIS = 3_600_000;

export interface AuditFilter {
  readonly by: string | undefined;
  readonly what: string | undefined;
  readonly span: (typeof SPANS)[number] | undefined;
}

/// From when on, in whole hours, so that the same span is the same address for an hour.
export function sinceOf(span: AuditFilter["span"], now: number): string {
  return new Date((Math.floor(now / HOUR_MILLIS) - SPAN_HOURS[span ?? "week"]) * HOUR_MILLIS).toISOString();
}

/// The lines that a filter leaves.
export function linesOf(lines: readonly AuditLine[], { by, what }: Partial<AuditFilter>): readonly AuditLine[] {
  return lines.filter(({ who, action }) => (by ?? who) === who && (what ?? action) === action);
}

/// What an act was for, as `tenant acme`, in the order of the service; the group has a link of its own.
export function aboutOf({ filter }: AuditLine): readonly string[] {
  return Object.entries(filter)
    .filter(([name]) => name !== "group")
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`);
}

export function groupOf({ filter }: AuditLine): string | undefined {
  const group: unknown = Object.entries(filter).find(([name]) => name === "group")?.[1];
  return typeof group === "string" ? group : undefined;
}
