import type { Redrive } from "../../api/types";
import { t } from "../../texts";
import type { IconName } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";

const SIGNS: Record<Redrive["state"], readonly [Kind | undefined, IconName]> = {
  running: ["info", "play"],
  paused: ["warn", "pause"],
  stopped: ["bad", "stop"],
  cancelled: [undefined, "x"],
  completed: ["ok", "check"],
};

export function RedriveChip({ state }: { readonly state: Redrive["state"] }) {
  const [kind, icon] = SIGNS[state];
  return (
    <Chip kind={kind} icon={icon}>
      {t.ops.redrives.states[state]}
    </Chip>
  );
}
