import type { Flow } from "../../api/types";

/// How long the page keeps what it saw.
export const SPAN_MILLIS = 15 * 60_000;
/// One moment is kept of each of these, so that a beat of two seconds makes no thousands of them.
const STEP_MILLIS = 10_000;

/// What waited in each queue at a moment.
export interface Seen {
  readonly at: number;
  readonly waiting: ReadonlyMap<string, number>;
}

/// What this page has seen of the queues. The service keeps no history of depths, so there is a gap
/// where the page was hidden or held, and nothing before it was opened.
export type History = readonly Seen[];

/// With what a document says. Of the moments of a step, the deepest stays: a peak is what one looks for.
export function seenWith(history: History, { as_of, mappings }: Flow): History {
  const at = Date.parse(as_of);
  const last = history.at(-1);
  if (last !== undefined && at <= last.at) return history;
  const kept = history.filter((seen) => seen.at > at - SPAN_MILLIS);
  const waiting = new Map(mappings.map((mapping) => [mapping.queue, mapping.waiting]));
  if (last === undefined || stepOf(last.at) !== stepOf(at)) return [...kept, { at, waiting }];
  const deepest = new Map([...waiting].map(([queue, depth]) => [queue, Math.max(depth, last.waiting.get(queue) ?? 0)]));
  return [...kept.filter((seen) => seen !== last), { at, waiting: deepest }];
}

function stepOf(at: number): number {
  return Math.floor(at / STEP_MILLIS);
}

/// A gap is shown as one: no line leads over time that nobody looked at.
const GAP_MILLIS = 3 * STEP_MILLIS;

export interface Depth {
  readonly at: number;
  readonly waiting: number;
}

/// What was seen of a queue, in pieces without a gap.
export function depthsOf(history: History, queue: string): readonly (readonly Depth[])[] {
  const pieces: Depth[][] = [];
  for (const { at, waiting: all } of history) {
    const waiting = all.get(queue);
    if (waiting === undefined) continue;
    const piece = pieces.at(-1);
    const before = piece?.at(-1);
    if (piece === undefined || before === undefined || at - before.at > GAP_MILLIS) pieces.push([{ at, waiting }]);
    else piece.push({ at, waiting });
  }
  return pieces;
}
