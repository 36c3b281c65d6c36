import type { Caps, FunctionCap } from "../../api/types";
import { t } from "../../texts";

const texts = t.ops.caps;

/// How a function stands to its cap; unknown while CloudWatch has not told its peak.
export type Room = "unknown" | "free" | "full" | "throttled";

export function roomOf({ cap, peak, throttles }: FunctionCap): Room {
  if ((throttles ?? 0) > 0) return "throttled";
  if (peak === undefined) return "unknown";
  return peak >= cap ? "full" : "free";
}

/// What is the case, in a sentence.
export function capsSentence({ functions, minutes, measured_at }: Caps): string {
  if (measured_at === undefined) return texts.unmeasured;
  const of = (room: Room): number => functions.filter((each) => roomOf(each) === room).length;
  if (of("throttled") > 0) return texts.throttled(of("throttled"), minutes);
  return of("full") > 0 ? texts.full(of("full"), minutes) : texts.free(minutes);
}
