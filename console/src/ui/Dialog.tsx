import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { t } from "../texts";
import { Icon, type IconName } from "./Icon";
import { ProblemNote } from "./states";

interface DialogProps {
  readonly title: string;
  /// Escape was pressed.
  readonly close: () => void;
  readonly children: ReactNode;
}

/// The browser's own modal dialog. It is shown as long as it is rendered.
export function Dialog({ title, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  /// What it would do, with its size.
  readonly children: ReactNode;
  readonly keep?: string;
  readonly act: string;
  readonly risk?: boolean;
  /// It is under way: then nothing can be pressed.
  readonly busy: boolean;
  /// Whether it cannot be done now.
  readonly blocked?: boolean;
  readonly close: () => void;
  readonly confirm: () => void;
  /// What has to be typed before it can be done: for what cannot be undone.
  readonly typed?: string;
  readonly typedLabel?: string;
}

/// Before something that changes much: the button names the effect.
export function Confirm(props: ConfirmProps) {
  const { title, children, keep = t.actions.cancel, act, risk = false, busy, blocked = false, close, confirm, typed, typedLabel } = props;
  const [text, setText] = useState("");
  const id = useId();
  const ready = typed === undefined || text.trim() === typed;
  return (
    <Dialog title={title} close={busy ? () => undefined : close}>
      <div className="stack tight soft">{children}</div>
      {typed !== undefined && (
        <div className="field">
          <label htmlFor={id}>{typedLabel}</label>
          <input id={id} className="in mono" value={text} autoComplete="off" disabled={busy} onChange={(event) => setText(event.target.value)} />
        </div>
      )}
      <div className="actions">
        <button type="button" className="btn" disabled={busy} onClick={close}>
          {keep}
        </button>
        <button type="button" className={risk ? "btn risk" : "btn go"} disabled={busy || blocked || !ready} onClick={confirm}>
          {act}
        </button>
      </div>
    </Dialog>
  );
}

interface ConfirmButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly className?: string;
  readonly title: string;
  /// What the button of the dialog says; else the same as the label.
  readonly act?: string;
  readonly keep?: string;
  readonly risk?: boolean;
  /// Whether it cannot be done now.
  readonly blocked?: boolean;
  readonly doing: UseMutationResult<unknown, Error, void>;
  readonly typed?: string;
  readonly typedLabel?: string;
  readonly children: ReactNode;
}

/// A button that asks before it does something.
export function ConfirmButton({ label, icon, className = "btn", title, act = label, blocked = false, doing, children, ...rest }: ConfirmButtonProps) {
  const [asks, setAsks] = useState(false);
  const close = (): void => {
    setAsks(false);
    doing.reset();
  };
  return (
    <>
      <button type="button" className={className} onClick={() => setAsks(true)}>
        {icon !== undefined && <Icon name={icon} />}
        {label}
      </button>
      {asks && (
        <Confirm
          {...rest}
          title={title}
          act={act}
          busy={doing.isPending}
          blocked={blocked}
          close={close}
          confirm={() => doing.mutate(undefined, { onSuccess: () => setAsks(false) })}
        >
          {children}
          <ProblemNote failure={doing.error} />
        </Confirm>
      )}
    </>
  );
}
