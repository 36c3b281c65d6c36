import { t } from "../../texts";
import { clockTime } from "../../ui/format";
import { type Depth, SPAN_MILLIS } from "./history";

const texts = t.ops.pipeline;
const WIDTH = 120;
const HEIGHT = 24;

/// A depth of zero is a line above the lower edge, which can be seen.
const INSET = 1.5;

/// The depth of a queue in the last 15 minutes, as far as this page saw it.
export function Spark({ pieces, now }: { readonly pieces: readonly (readonly Depth[])[]; readonly now: number }) {
  const all = pieces.flat();
  const [first] = all;
  if (first === undefined) return null;
  const peak = all.reduce((most, depth) => (depth.waiting > most.waiting ? depth : most), first);
  const x = (at: number): number => WIDTH * (1 - (now - at) / SPAN_MILLIS);
  const y = (waiting: number): number => HEIGHT - INSET - (HEIGHT - 2 * INSET) * (waiting / Math.max(1, peak.waiting));
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={texts.peak(peak.waiting, clockTime(peak.at))}>
      <title>{texts.peak(peak.waiting, clockTime(peak.at))}</title>
      {pieces.map((piece) => (
        // A single moment is a dot: a line of no length with round ends.
        <polyline key={piece[0]?.at} points={[...piece, ...piece.slice(-1)].map(({ at, waiting }) => `${x(at).toFixed(1)},${y(waiting).toFixed(1)}`).join(" ")} />
      ))}
    </svg>
  );
}
