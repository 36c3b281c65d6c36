import { Link, type LinkProps } from "@tanstack/react-router";
import { Icon } from "./Icon";

export interface Step {
  readonly name: string;
  readonly hint: string;
  readonly is: "done" | "now" | "ahead";
  /// Where it is shown, if one can go there now.
  readonly link?: LinkProps;
}

/// Where one is in a task of several pages.
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => {
        const inside = (
          <>
            <span className="dot" aria-hidden="true">
              {step.is === "done" ? <Icon name="check" /> : index + 1}
            </span>
            <span>
              <b>{step.name}</b>
              <small>{step.hint}</small>
            </span>
          </>
        );
        return (
          <li key={step.name}>
            {step.link !== undefined && step.is !== "now" ? (
              <Link {...step.link} className={`step ${step.is}`}>
                {inside}
              </Link>
            ) : (
              <span className={`step ${step.is}`} {...(step.is === "now" ? { "aria-current": "step" as const } : {})}>
                {inside}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

export interface Stage {
  readonly name: string;
  readonly note: string;
  readonly is: "done" | "now" | "ahead" | "stopped";
}

/// The stages that something runs through by itself.
export function Track({ label, stages }: { readonly label: string; readonly stages: readonly Stage[] }) {
  return (
    <ol className="track" aria-label={label}>
      {stages.map((stage) => (
        <li key={stage.name} className={stage.is} {...(stage.is === "now" ? { "aria-current": "step" as const } : {})}>
          <span className="dot" aria-hidden="true">
            {stage.is === "done" && <Icon name="check" />}
            {stage.is === "stopped" && <Icon name="x" />}
          </span>
          <b>{stage.name}</b>
          <span>{stage.note}</span>
        </li>
      ))}
    </ol>
  );
}
