import type { Redrive, RedriveStep } from "../../api/types";
import { t } from "../../texts";
import type { Part } from "../../ui/Fates";

const texts = t.ops.redrive;

/// How many messages a step takes at most; all later ones are of the last size.
const RAMP = [1, 10, 100, 1_000, 5_000] as const;
const FULL_STEP = 5_000;

export interface RampStep {
  readonly is: "done" | "now" | "ahead";
  /// How many it took; for one to come, how many it takes at most.
  readonly size: number;
  readonly parts: readonly Part[];
  /// How many failed again or never had an answer.
  readonly bad: number;
  /// Whether more of it failed than the redrive's limit allows.
  readonly over: boolean;
}

/// What became of messages, in the colours of fates. The parts add up to what was sent.
function partsOf({ succeeded, failed_again, silent, pending }: Omit<RedriveStep, "claimed">): readonly Part[] {
  return [
    { fate: "stored", count: succeeded, words: texts.fates.succeeded },
    { fate: "rejected", count: failed_again, words: texts.fates.failedAgain },
    { fate: "replaced", count: silent, words: texts.fates.silent },
    { fate: "there", count: pending, words: texts.fates.pending },
  ];
}

/// What became of all that a redrive has sent. Its own count of failures includes the silent ones.
export function outcomeOf({ succeeded, failed_again, pending, steps }: Redrive): readonly Part[] {
  const silent = steps.reduce((sum, step) => sum + step.silent, 0);
  return partsOf({ succeeded, failed_again: failed_again - silent, silent, pending });
}

function sizeAfter(steps: readonly RedriveStep[]): number {
  // A step that found nothing to take does not count for the ramp.
  return RAMP[steps.filter((step) => step.claimed > 0).length] ?? FULL_STEP;
}

/// The steps of a redrive: those that it has taken and, until it ends, those of the ramp to come.
export function rampOf({ steps, ended, refailure_percent_max }: Redrive): readonly RampStep[] {
  const taken = steps.map((step): RampStep => {
    const bad = step.failed_again + step.silent;
    return {
      is: step.pending > 0 ? "now" : "done",
      size: step.claimed,
      parts: partsOf(step),
      bad,
      over: bad * 100 > step.claimed * refailure_percent_max,
    };
  });
  if (ended) return taken;
  const counted = steps.filter((step) => step.claimed > 0).length;
  const sizes = counted < RAMP.length ? RAMP.slice(counted) : [FULL_STEP];
  return [...taken, ...sizes.map((size): RampStep => ({ is: "ahead", size, parts: [], bad: 0, over: false }))];
}

/// The height of a step's bar, from 0 to 1: by the logarithm of its size.
export function heightOf(size: number): number {
  return size <= 0 ? 0 : (1 + Math.log10(size)) / (1 + Math.log10(FULL_STEP));
}

/// What is the case, in a sentence.
export function redriveSentence(redrive: Redrive): string {
  const { state, steps } = redrive;
  if (state !== "running") return texts.sentences[state];
  const under = steps.at(-1);
  if (under !== undefined && under.pending > 0) return texts.sentences.underWay(steps.length, under.pending, under.claimed);
  return texts.sentences.next(steps.length + 1, sizeAfter(steps));
}

export type Action = "pause" | "resume" | "cancel";

/// What can be done with a redrive in its state.
export function actionsOf({ state, ended }: Redrive): readonly Action[] {
  if (ended) return [];
  return [state === "paused" ? "resume" : "pause", "cancel"];
}
