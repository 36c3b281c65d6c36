import type { ReactNode } from "react";
import { figure } from "../texts/words";

/// What became of rows: each has exactly one fate.
export type Fate = "stored" | "there" | "replaced" | "rejected";

export interface Part {
  readonly fate: Fate;
  readonly count: number;
  readonly words: string;
}

/// No part is thinner than this share of the bar, so that one rejected row among a million shows.
const SHARE_MIN = 0.012;

function widths(parts: readonly Part[]): readonly { part: Part; share: number }[] {
  const sum = parts.reduce((all, part) => all + part.count, 0);
  return parts.filter((part) => part.count > 0).map((part) => ({ part, share: Math.max(part.count, sum * SHARE_MIN) }));
}

export function fateWords(parts: readonly Part[]): string {
  return parts
    .filter((part) => part.count > 0)
    .map((part) => `${figure(part.count)} ${part.words}`)
    .join(", ");
}

/// The parts as a bar. Words stand beside it, so it is only decoration to screen readers.
export function FateBar({ parts, large = false }: { readonly parts: readonly Part[]; readonly large?: boolean }) {
  return (
    <div className={large ? "fate large" : "fate"} aria-hidden="true">
      {widths(parts).map(({ part, share }) => (
        <i key={part.fate} className={`f-${part.fate}`} style={{ flex: share }} />
      ))}
    </div>
  );
}

/// A sum written as a sum: 24,612 = 23,924 + 412 + 48 + 228.
export function SumLine({ whole, words, parts }: { readonly whole: number; readonly words: ReactNode; readonly parts: readonly Part[] }) {
  return (
    <dl className="sum">
      <div>
        <dt>{words}</dt>
        <dd>{figure(whole)}</dd>
      </div>
      {parts.map((part) => (
        <div key={part.fate}>
          <dt>
            <i className={`key f-${part.fate}`} />
            {part.words}
          </dt>
          <dd className={part.count > 0 ? `sum-${part.fate}` : "dim"}>{figure(part.count)}</dd>
        </div>
      ))}
    </dl>
  );
}
