import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Field } from "./Field";
import { usePaused } from "./usePaused";

interface SearchFieldProps {
  readonly label: string;
  /// What is looked for now.
  readonly value: string;
  readonly search: (text: string) => void;
  readonly hint?: string;
  /// A part of the text finds nothing, so that Enter says when it is whole; else a pause in typing does.
  readonly whole?: boolean;
}

/// A text to look for. The service is not asked at each letter. While somebody types, the field has a
/// text of its own; else it has that of the address. Where Enter says that the text is whole, to leave
/// the field does not: the view that follows would move away what was pressed.
export function SearchField({ label, value, search, hint, whole = false }: SearchFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [last, setLast] = useState(value);
  if (value !== last) {
    setLast(value);
    if (whole) setTyped(undefined);
  }
  const asked = useRef(value);
  const paused = usePaused(typed ?? value);
  const ask = (text: string): void => {
    if (text === asked.current) return;
    asked.current = text;
    search(text);
  };
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  // Something else may have changed the address: a button that clears it, or the way back.
  useEffect(() => {
    asked.current = value;
  }, [value]);
  useEffect(() => {
    if (!whole && typed !== undefined && paused === typed) latest.current(paused.trim());
  }, [whole, typed, paused]);
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          className="in"
          type="search"
          value={typed ?? value}
          autoComplete="off"
          onChange={({ target }) => {
            setTyped(target.value);
            // An emptied field is whole: browsers have a button for it.
            if (target.value === "") ask("");
          }}
          onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
            if (event.key === "Enter") ask(event.currentTarget.value.trim());
          }}
          onBlur={({ target }) => {
            if (whole) return;
            ask(target.value.trim());
            setTyped(undefined);
          }}
        />
      )}
    </Field>
  );
}
