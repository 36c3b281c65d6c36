import type { Flow, QueueMapping } from "../../api/types";
import { t } from "../../texts";

const texts = t.ops.pipeline;

/// How a queue stands. In flight are messages and the cap counts invocations, so the two do not tell
/// whether a queue is at its cap.
export type Pressure = keyof typeof texts.pressures;

export function pressureOf({ waiting, in_flight }: QueueMapping): Pressure {
  if (waiting > 0) return in_flight > 0 ? "waiting" : "untouched";
  return in_flight > 0 ? "working" : "idle";
}

export interface Totals {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export function totalsOf({ mappings }: Flow): Totals {
  return mappings.reduce(
    (sum, mapping) => ({
      waiting: sum.waiting + mapping.waiting,
      inFlight: sum.inFlight + mapping.in_flight,
      delayed: sum.delayed + mapping.delayed,
    }),
    { waiting: 0, inFlight: 0, delayed: 0 },
  );
}

/// What is the case, in a sentence or two.
export function flowSentence(flow: Flow): string {
  const { waiting, inFlight } = totalsOf(flow);
  const queues = flow.mappings.filter((mapping) => mapping.waiting > 0).sort((one, other) => other.waiting - one.waiting);
  const [most] = queues;
  if (most === undefined) return inFlight === 0 ? texts.idle : texts.working(inFlight);
  const said = queues.length === 1 ? texts.waits(waiting, most.queue) : texts.waitIn(waiting, queues.length, most.queue, most.waiting);
  const untouched = queues.filter((mapping) => pressureOf(mapping) === "untouched").length;
  return untouched === 0 ? said : `${said} ${texts.untouched(untouched, queues.length)}`;
}
