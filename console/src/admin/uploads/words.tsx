import type { FileKind, Upload, UploadState } from "../../api/types";
import { t } from "../../texts";
import type { IconName } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";

export const STATES = [
  "created",
  "waiting",
  "checking",
  "undecided",
  "checked",
  "storing",
  "completed",
  "completed-with-rejects",
  "rejected",
  "refused",
  "cancelled",
  "abandoned",
  "reverting",
  "reverted",
] as const satisfies readonly UploadState[];

export const KINDS = ["activity", "members"] as const satisfies readonly FileKind[];

const SIGNS: Record<UploadState, readonly [Kind | undefined, IconName]> = {
  created: ["info", "clock"],
  waiting: ["info", "clock"],
  checking: ["info", "clock"],
  undecided: ["warn", "info"],
  checked: ["warn", "eye"],
  storing: ["info", "clock"],
  completed: ["ok", "check"],
  "completed-with-rejects": ["warn", "alert"],
  rejected: ["bad", "x"],
  refused: ["bad", "x"],
  cancelled: [undefined, "x"],
  abandoned: ["bad", "stop"],
  reverting: ["info", "undo"],
  reverted: [undefined, "undo"],
};

export function StateChip({ state }: { readonly state: UploadState }) {
  const [kind, icon] = SIGNS[state];
  return (
    <Chip kind={kind} icon={icon}>
      {t.admin.states[state]}
    </Chip>
  );
}

/// Whether it goes on by itself.
export function isOnItsWay(upload: Upload): boolean {
  return !upload.ended && !waitsForClient(upload);
}

/// Whether it goes on only when its client decides.
export function waitsForClient(upload: Upload): boolean {
  return upload.state === "undecided" || upload.state === "checked";
}

/// The view of an upload that fits its state.
export function viewOf(upload: Upload): "understood" | "check" | "report" {
  if (upload.ended || upload.state === "storing" || upload.state === "reverting") return "report";
  return upload.state === "checked" ? "check" : "understood";
}

/// What happens to a file with rejected rows, and what that means.
export function policyOf(policy: string): readonly [string, string] {
  const over = /^abort-over-(.+)%$/.exec(policy)?.[1];
  if (over !== undefined) return [t.admin.drop.policies["abort-over"][0], t.admin.check.over(over)];
  return policy === "all-or-nothing" ? t.admin.drop.policies["all-or-nothing"] : t.admin.drop.policies.partial;
}
