import type { RevertCheck } from "../../api/types";

const COUNTS = ["members", "days_emptied", "days_changed", "days_unchanged", "months_gone", "removed", "restored", "stayed"] as const;

export type RevertSum = Readonly<Record<(typeof COUNTS)[number], number>> & {
  readonly parts: number;
  /// Whether every part is in it.
  readonly complete: boolean;
};

/// What the parts say together. A member's rows are all in one part, so members add up too.
export function revertSum(parts: readonly RevertCheck[]): RevertSum {
  const last = parts.at(-1);
  const sum = Object.fromEntries(COUNTS.map((name) => [name, parts.reduce((all, part) => all + part[name], 0)]));
  return { ...(sum as Record<(typeof COUNTS)[number], number>), parts: last?.parts ?? 0, complete: last !== undefined && last.next === undefined };
}
