import { type ReactNode, useState } from "react";
import { t } from "../texts";
import { Confirm } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { ProblemNote } from "../ui/states";

/// As long as the audit keeps it.
const REASON_CHARACTERS_MAX = 500;

interface ReasonDialogProps {
  readonly title: string;
  readonly act: string;
  readonly keep?: string;
  readonly risk?: boolean;
  /// Whether it cannot be done now, whatever the reason.
  readonly blocked?: boolean;
  /// What has to be typed as well, for what cannot be undone.
  readonly typed?: string;
  readonly typedLabel?: string;
  /// Takes the reason.
  readonly doing: { readonly mutate: (reason: string) => void; readonly isPending: boolean; readonly error: Error | null };
  readonly close: () => void;
  /// What it would do, with its size.
  readonly children: ReactNode;
}

/// Before an act of an operator: what it would do, and the reason that the audit keeps.
export function ReasonDialog({ title, act, blocked = false, doing, close, children, ...rest }: ReasonDialogProps) {
  const [text, setText] = useState("");
  const reason = text.trim();
  const long = reason.length > REASON_CHARACTERS_MAX;
  return (
    <Confirm
      title={title}
      act={act}
      {...rest}
      busy={doing.isPending}
      blocked={blocked || reason === "" || long}
      close={close}
      confirm={() => doing.mutate(reason)}
    >
      {children}
      <TextField
        label={t.ops.reason.label}
        hint={t.ops.reason.hint}
        fault={long ? t.ops.reason.long : undefined}
        value={text}
        disabled={doing.isPending}
        change={setText}
      />
      <ProblemNote failure={doing.error} />
    </Confirm>
  );
}
