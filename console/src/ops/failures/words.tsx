import type { FailureState } from "../../api/types";
import { t } from "../../texts";
import type { IconName } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";
import { originOf } from "./groups";

const SIGNS: Record<FailureState, readonly [Kind | undefined, IconName]> = {
  open: ["bad", "alert"],
  redriving: ["info", "redo"],
  resolved: ["ok", "check"],
  parked: [undefined, "park"],
};

export function FailureChip({ state }: { readonly state: FailureState }) {
  const [kind, icon] = SIGNS[state];
  return (
    <Chip kind={kind} icon={icon}>
      {t.ops.states[state]}
    </Chip>
  );
}

export function From({ origin }: { readonly origin: string }) {
  const { kind, name } = originOf(origin);
  return (
    <>
      {kind} <span translate="no">{name}</span>
    </>
  );
}
