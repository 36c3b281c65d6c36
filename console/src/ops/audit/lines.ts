import type { AuditLine } from "../../api/types";
import type { Span } from "../../ui/spans";

export interface AuditFilter {
  readonly by: string | undefined;
  readonly what: string | undefined;
  readonly span: Span | undefined;
  /// Where the page begins, as `placeOf` reads it.
  readonly cursor: string | undefined;
}

/// How many lines a page shows. More of them are read at once, so that the filters look at more.
export const PAGE_LINES = 50;

/// Where a page begins: the service's cursor, and how many of the filtered lines from there come before.
export interface Place {
  readonly cursor: string | undefined;
  readonly skipped: number;
}

/// Reads a place of the address, such as `50~` or `0~cursor`.
export function placeOf(text: string | undefined): Place {
  const found = /^(\d{1,6})~(.*)$/s.exec(text ?? "");
  const [, skipped = "0", cursor = ""] = found ?? [];
  return { cursor: cursor === "" ? undefined : cursor, skipped: Number(skipped) };
}

/// The place of the next page; undefined if there is none.
///
/// @param shown how many lines the filters leave
/// @param next the service's cursor of what was not read yet
export function nextPlace({ cursor, skipped }: Place, shown: number, next: string | undefined): string | undefined {
  if (skipped + PAGE_LINES < shown) return `${skipped + PAGE_LINES}~${cursor ?? ""}`;
  return next === undefined ? undefined : `0~${next}`;
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
