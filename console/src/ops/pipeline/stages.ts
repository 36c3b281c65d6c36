import type { Work } from "./work";

/// The functions from left to right, as what they write calls the next one. The document lists them
/// without saying which one calls which.
export const STAGES = {
  check: ["upload-partitioner"],
  store: ["api", "activity-loader"],
  users: ["users-stream-publisher"],
  progress: ["progress-calculator"],
  programs: ["programs-stream-publisher"],
  end: ["leaderboard-builder", "reward-granter", "notifier"],
} as const;

type StageName = keyof typeof STAGES;

export interface Stage {
  readonly stage: StageName;
  readonly works: readonly Work[];
}

/// The stages that have a function, and the functions that stand beside them.
export function stagesOf(works: readonly Work[]): { readonly stages: readonly Stage[]; readonly beside: readonly Work[] } {
  const names: readonly (readonly [StageName, readonly string[]])[] = Object.entries(STAGES) as [StageName, readonly string[]][];
  const stages = names
    .map(([stage, functions]) => ({ stage, works: works.filter((work) => functions.includes(work.function)) }))
    .filter((stage) => stage.works.length > 0);
  const placed = new Set(names.flatMap(([, functions]) => functions));
  return { stages, beside: works.filter((work) => !placed.has(work.function)) };
}
