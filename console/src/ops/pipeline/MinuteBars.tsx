import { useId } from "react";
import type { FunctionMinute } from "../../api/types";
import { t } from "../../texts";
import { moment } from "../../ui/format";
import type { Work } from "./work";

const texts = t.ops.pipeline;
const STEP = 8;
const GAP = 1;
const HEIGHT = 24;
/// One failed invocation among thousands is still seen.
const HEIGHT_MIN = 2;

/// The invocations of a function in each of the last 15 minutes: those that ran, failed, and could
/// not start.
export function MinuteBars({ of: { minutes, invocations, failed, throttled } }: { readonly of: Work }) {
  const most = Math.max(1, ...minutes.map((minute) => minute.invocations + minute.throttles));
  const words = `${texts.bars(invocations, failed, throttled)}${worstOf(minutes)}`;
  const hatch = useId();
  if (minutes.length === 0) return null;
  return (
    <svg className="spark bars" viewBox={`0 0 ${minutes.length * STEP} ${HEIGHT}`} role="img" aria-label={words}>
      <title>{words}</title>
      <defs>
        <pattern id={hatch} className="hatch" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="ground" width="3" height="3" />
          <rect className="line" width="2" height="3" />
        </pattern>
      </defs>
      <path className="base" d={`M0 ${HEIGHT}H${minutes.length * STEP}`} />
      {minutes.map((minute, index) => (
        <Bar key={minute.at} minute={minute} x={index * STEP} most={most} hatch={hatch} />
      ))}
    </svg>
  );
}

interface BarProps {
  readonly minute: FunctionMinute;
  readonly x: number;
  /// The invocations of the highest bar.
  readonly most: number;
  /// The id of the pattern for those that failed: colour alone would not tell them from the others.
  readonly hatch: string;
}

function Bar({ minute, x, most, hatch }: BarProps) {
  const parts = [
    ["ran", minute.invocations - minute.errors],
    ["failed", minute.errors],
    ["throttled", minute.throttles],
  ] as const;
  const heights = parts.map(([, count]) => (count <= 0 ? 0 : Math.max(HEIGHT_MIN, (HEIGHT * count) / most)));
  return parts.map(([part], index) => {
    const height = heights[index] ?? 0;
    const below = heights.slice(0, index).reduce((sum, each) => sum + each, 0);
    if (height === 0) return null;
    const fill = part === "failed" ? { fill: `url(#${hatch})` } : {};
    return <rect key={part} className={part} x={x} y={HEIGHT - below - height} width={STEP - GAP} height={below === 0 ? height : height - GAP} {...fill} />;
  });
}

/// The minute with the most trouble, if there was any.
function worstOf(minutes: readonly FunctionMinute[]): string {
  const trouble = (minute: FunctionMinute): number => minute.errors + minute.throttles;
  const [worst] = [...minutes].sort((one, other) => trouble(other) - trouble(one));
  return worst === undefined || trouble(worst) === 0 ? "" : texts.barsWorst(trouble(worst), moment(worst.at));
}
