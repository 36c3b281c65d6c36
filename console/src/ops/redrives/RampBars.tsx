import type { Redrive } from "../../api/types";
import { t } from "../../texts";
import { figure } from "../../texts/words";
import { fateWords } from "../../ui/Fates";
import { percent } from "../../ui/format";
import { Chip } from "../../ui/Note";
import { heightOf, type RampStep, rampOf } from "./ramp";

const texts = t.ops.redrive;
const HEIGHT_MAX_PX = 140;

/// All bars stand on one line, however many words are below them.
function barOf(size: number): { readonly height: number; readonly marginTop: number } {
  const height = Math.round(heightOf(size) * HEIGHT_MAX_PX);
  return { height, marginTop: HEIGHT_MAX_PX - height };
}

/// The steps of a redrive as bars, with their words below.
export function RampBars({ redrive }: { readonly redrive: Redrive }) {
  return (
    <ol className="ramp" aria-label={texts.ramp}>
      {rampOf(redrive).map((step, index) => (
        <li key={index} className={step.is} {...(step.is === "now" ? { "aria-current": "step" as const } : {})}>
          <div className="column" style={barOf(step.size)} aria-hidden="true">
            {step.parts
              .filter((part) => part.count > 0)
              .map((part) => (
                <i key={part.fate} className={`f-${part.fate}`} style={{ flex: part.count }} />
              ))}
          </div>
          <b>{texts.step(index + 1)}</b>
          <Words step={step} limit={redrive.refailure_percent_max} />
        </li>
      ))}
    </ol>
  );
}

function Words({ step, limit }: { readonly step: RampStep; readonly limit: number }) {
  if (step.is === "ahead") {
    return (
      <span className="sub">
        {texts.upTo(step.size)}, {texts.ahead}
      </span>
    );
  }
  if (step.size === 0) return <span className="sub">{texts.noneLeft}</span>;
  return (
    <>
      <span className="sub">
        {texts.of(figure(step.size))}: {fateWords(step.parts)}
      </span>
      {step.over && (
        <Chip kind="bad" icon="alert">
          {texts.over(percent(step.bad, step.size), limit)}
        </Chip>
      )}
    </>
  );
}
