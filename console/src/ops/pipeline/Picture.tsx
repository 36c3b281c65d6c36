import { t } from "../../texts";
import { span } from "../../ui/format";
import { stagesOf } from "./stages";
import type { Health, Work } from "./work";

const texts = t.ops.pipeline;

/// More than these would be too small to be counted; then a box stands for several.
const BOXES_MAX = 20;

/// The functions joined by arrows: what waits for each, and how many of the invocations that its cap
/// allows run.
export function Picture({ works }: { readonly works: readonly Work[] }) {
  const { stages, beside } = stagesOf(works);
  return (
    <section className="card">
      <header>
        <h2>{texts.picture}</h2>
      </header>
      <ol className="flow">
        {stages.map((stage) => (
          <Stage key={stage.stage} name={texts.stages[stage.stage]} works={stage.works} />
        ))}
      </ol>
      {beside.length > 0 && (
        <div className="flow beside">
          <Stage name={texts.stages.beside} works={beside} alone />
        </div>
      )}
      <p className="pad dim small">{texts.pictureWhy}</p>
    </section>
  );
}

interface StageProps {
  readonly name: string;
  readonly works: readonly Work[];
  /// It is no part of the list of stages.
  readonly alone?: boolean;
}

function Stage({ name, works, alone = false }: StageProps) {
  const content = (
    <>
      <h3>{name}</h3>
      {works.map((work) => (
        <Node key={work.function} work={work} />
      ))}
    </>
  );
  return alone ? <div className="stage">{content}</div> : <li className="stage">{content}</li>;
}

const EDGES: Record<Health, string> = { unknown: "", fine: "", full: "warn", failing: "warn", late: "warn", throttled: "bad" };

function Node({ work }: { readonly work: Work }) {
  return (
    <div className={`node ${EDGES[work.health]}`}>
      <b translate="no">{work.function}</b>
      {EDGES[work.health] !== "" && <span className="health">{texts.healths[work.health]}</span>}
      {work.queues.length > 0 && (
        <span className="sub">
          {texts.waitingHere(work.waiting)}
          {work.oldestSeconds !== undefined && work.waiting > 0 && `, ${texts.age(span(work.oldestSeconds * 1_000))}`}
        </span>
      )}
      {work.lagMillis !== undefined && <span className="sub">{texts.lags(span(work.lagMillis))}</span>}
      <Running work={work} />
    </div>
  );
}

/// The invocations that run, as boxes of those that the cap allows.
function Running({ work: { running, cap } }: { readonly work: Work }) {
  if (running === undefined) return null;
  if (cap === undefined) return <span className="sub">{texts.runsFreely(running)}</span>;
  const boxes = Math.min(cap, BOXES_MAX);
  const filled = Math.min(boxes, Math.ceil((running * boxes) / cap));
  return (
    <>
      <span className="boxes" aria-hidden="true">
        {Array.from({ length: boxes }, (_, box) => (
          <i key={box} className={box < filled ? "on" : ""} />
        ))}
      </span>
      <span className="sub">{texts.runs(running, cap)}</span>
    </>
  );
}
