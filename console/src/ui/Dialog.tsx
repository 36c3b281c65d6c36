import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { t } from "../texts";

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
  useEffect(() => {
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
  readonly busy: boolean;
  readonly close: () => void;
  readonly confirm: () => void;
  /// What has to be typed before it can be done: for what cannot be undone.
  readonly typed?: string;
  readonly typedLabel?: string;
}

/// Before something that changes much: the button names the effect.
export function Confirm(props: ConfirmProps) {
  const { title, children, keep = t.actions.cancel, act, risk = false, busy, close, confirm, typed, typedLabel } = props;
  const [text, setText] = useState("");
  const id = useId();
  const ready = typed === undefined || text.trim() === typed;
  return (
    <Dialog title={title} close={close}>
      <div className="stack tight soft">{children}</div>
      {typed !== undefined && (
        <div className="field">
          <label htmlFor={id}>{typedLabel}</label>
          <input id={id} className="in mono" value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
        </div>
      )}
      <div className="actions">
        <button type="button" className="btn" onClick={close}>
          {keep}
        </button>
        <button type="button" className={risk ? "btn risk" : "btn go"} disabled={busy || !ready} onClick={confirm}>
          {act}
        </button>
      </div>
    </Dialog>
  );
}
