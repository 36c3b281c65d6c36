import type { Flow, FunctionMinute, QueueMapping } from "../../api/types";
import { t } from "../../texts";

const MINUTE_MILLIS = 60_000;
/// As many minutes as the document has.
const MINUTES = 15;
/// CloudWatch is a few minutes late: of functions that have done something in these, the last minute
/// tells what runs.
const RECENT_MILLIS = 5 * MINUTE_MILLIS;
/// A stream that is read later than this is worth a look; below it, batches explain the lag.
const LATE_MILLIS = 10_000;

/// How a function stands, the worst last.
export type Health = keyof typeof t.ops.pipeline.healths;

/// What a function does, and what waits for it.
export interface Work {
  readonly function: string;
  readonly queues: readonly QueueMapping[];
  readonly waiting: number;
  /// The age of the oldest message that waits for it, if that is measured.
  readonly oldestSeconds: number | undefined;
  /// The most invocations at once; undefined if no queue's cap limits it.
  readonly cap: number | undefined;
  /// How many invocations run, as last measured.
  readonly running: number | undefined;
  readonly lagMillis: number | undefined;
  /// One for each of the last 15 minutes, the oldest first; none if nothing is measured.
  readonly minutes: readonly FunctionMinute[];
  readonly invocations: number;
  readonly failed: number;
  readonly throttled: number;
  readonly health: Health;
}

/// The functions along the pipeline, each with what the document says of it.
export function workOf(flow: Flow): readonly Work[] {
  return flow.functions.map((each) => {
    const queues = flow.mappings.filter((mapping) => mapping.function === each.function);
    const ages = queues.flatMap(({ oldest_seconds }) => oldest_seconds ?? []);
    const minutes = flow.measured_at === undefined ? [] : everyMinute(each.minutes, Date.parse(flow.measured_at));
    const known = {
      function: each.function,
      queues,
      waiting: sumOf(queues, ({ waiting }) => waiting),
      oldestSeconds: ages.length === 0 ? undefined : Math.max(...ages),
      cap: queues.length === 0 ? undefined : sumOf(queues, ({ cap }) => cap),
      running: flow.measured_at === undefined ? undefined : runningOf(each.minutes, Date.parse(flow.measured_at)),
      lagMillis: each.lag_millis,
      minutes,
      invocations: sumOf(minutes, ({ invocations }) => invocations),
      failed: sumOf(minutes, ({ errors }) => errors),
      throttled: sumOf(minutes, ({ throttles }) => throttles),
    };
    return { ...known, health: healthOf(known) };
  });
}

export function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

/// With the minutes in which nothing happened, which the document leaves out.
function everyMinute(minutes: readonly FunctionMinute[], measured: number): readonly FunctionMinute[] {
  const last = Math.floor(measured / MINUTE_MILLIS);
  const known = new Map(minutes.map((minute) => [Math.floor(Date.parse(minute.at) / MINUTE_MILLIS), minute]));
  return Array.from({ length: MINUTES }, (_, index) => {
    const minute = last - MINUTES + 1 + index;
    return known.get(minute) ?? { at: new Date(minute * MINUTE_MILLIS).toISOString(), invocations: 0, errors: 0, throttles: 0, running: 0 };
  });
}

function runningOf(minutes: readonly FunctionMinute[], measured: number): number {
  const last = minutes.at(-1);
  return last === undefined || measured - Date.parse(last.at) > RECENT_MILLIS ? 0 : last.running;
}

function healthOf({ throttled, failed, lagMillis, running, cap, waiting }: Omit<Work, "health">): Health {
  if (throttled > 0) return "throttled";
  if ((lagMillis ?? 0) > LATE_MILLIS) return "late";
  if (failed > 0) return "failing";
  if (running === undefined) return "unknown";
  return cap !== undefined && running >= cap && waiting > 0 ? "full" : "fine";
}
