import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export type Kind = "info" | "ok" | "warn" | "bad";

const ICONS: Record<Kind, IconName> = { info: "info", ok: "check", warn: "alert", bad: "alert" };

interface NoteProps {
  readonly kind: Kind;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /// Read out at once: for what an action of the reader's has led to.
  readonly alert?: boolean;
}

export function Note({ kind, title, children, alert = false }: NoteProps) {
  return (
    <div className={`note ${kind}`} {...(alert ? { role: "alert" } : {})}>
      <Icon name={ICONS[kind]} />
      <div>
        {title !== undefined && <b>{title} </b>}
        {children}
      </div>
    </div>
  );
}

interface ChipProps {
  readonly kind?: Kind | "accent" | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
}

export function Chip({ kind, icon, children }: ChipProps) {
  return (
    <span className={`chip ${kind ?? ""}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}
