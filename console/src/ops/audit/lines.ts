import type { AuditLine } from "../../api/types";
import type { Span } from "../../ui/spans";

export interface AuditFilter {
  readonly by: string | undefined;
  readonly what: string | undefined;
  readonly span: Span | undefined;
  readonly cursor: string | undefined;
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
