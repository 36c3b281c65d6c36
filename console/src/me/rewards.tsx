import type { Challenge, Ledger } from "../api/types";
import { t } from "../texts";
import { Chip } from "../ui/Note";

type State = Ledger["rewards"][number]["state"];

/// What a reward is for, if its challenge still defines it.
export function rewardWords(reward: string, terms: Challenge | undefined): string {
  const percent = terms?.rewards.find(({ id }) => id === reward)?.percent;
  return percent === undefined ? reward : t.me.home.rewardAt(percent);
}

/// Granted, or taken back because a correction took the score below the reward's mark.
export function RewardChip({ state, children }: { readonly state: State; readonly children?: string }) {
  const said = t.me.rewards.states[state];
  return (
    <Chip kind={state === "granted" ? "ok" : undefined} icon={state === "granted" ? "gift" : "undo"}>
      {children === undefined ? said : `${children}, ${said.toLowerCase()}`}
    </Chip>
  );
}
