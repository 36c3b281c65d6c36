import { useEffect, useState } from "react";

interface Row {
  readonly member: string;
  readonly score: number;
}

/// How long a changed row is marked.
export const MARKED_MILLIS = 2_000;
const NONE: ReadonlySet<string> = new Set();

/// The members whose scores have just changed. Who is new among the rows has not: another page has
/// other rows. Nor has who was only overtaken.
export function useChanged(rows: readonly Row[]): ReadonlySet<string> {
  const [seen, setSeen] = useState(rows);
  const [changed, setChanged] = useState(NONE);
  if (rows !== seen) {
    setSeen(rows);
    const now = changedBetween(seen, rows);
    if (now.size > 0) setChanged(now);
  }
  useEffect(() => {
    if (changed.size === 0) return;
    const timer = setTimeout(() => setChanged(NONE), MARKED_MILLIS);
    return () => clearTimeout(timer);
  }, [changed]);
  return changed;
}

function changedBetween(before: readonly Row[], after: readonly Row[]): ReadonlySet<string> {
  const scores = new Map(before.map(({ member, score }) => [member, score]));
  return new Set(after.filter(({ member, score }) => scores.has(member) && scores.get(member) !== score).map(({ member }) => member));
}
