import { useQuery } from "@tanstack/react-query";
import { type NavigateOptions, useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import type { Api } from "../api/client";
import { useApp } from "../app";
import { t } from "../texts";
import { Dialog } from "./Dialog";
import { Icon } from "./Icon";
import type { NavItem } from "./Shell";
import { switchTheme } from "./theme";
import { usePaused } from "./usePaused";

const texts = t.keys;
const SHOWN = 9;

/// What the service has that fits a text: things with an address.
export type Find = (api: Api, text: string, signal: AbortSignal) => Promise<readonly NavItem[]>;

interface Choice extends Pick<NavItem, "label" | "icon" | "hint"> {
  readonly act: () => void;
}

interface PaletteProps {
  readonly items: readonly NavItem[];
  readonly find: Find | undefined;
  readonly close: () => void;
  readonly help: () => void;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

/// Whether each word of the text begins a word of the label.
export function fits(label: string, text: string): boolean {
  const words = wordsOf(label);
  return wordsOf(text).every((part) => words.some((word) => word.startsWith(part)));
}

interface Found {
  readonly choices: readonly Choice[];
  /// What is said if there are none.
  readonly words: string;
}

/// What can be done or gone to, by the text that is typed.
function useChoices({ items, find, close, help }: PaletteProps, text: string): Found {
  const { api, session } = useApp();
  const router = useRouter();
  const asked = usePaused(text.trim());
  const { data: found = [], isPending, isError } = useQuery({
    queryKey: ["find", asked],
    enabled: find !== undefined && asked !== "",
    queryFn: ({ signal }) => (find === undefined ? [] : find(api, asked, signal)),
  });
  const acts: readonly Choice[] = [
    { label: texts.help, icon: "info", act: help },
    { label: t.shell.theme, icon: "sun", act: switchTheme },
    { label: t.shell.signOut, icon: "out", act: () => session.signOut() },
  ];
  const going = ({ link, ...item }: NavItem): Choice => ({ ...item, act: () => void router.navigate(link as NavigateOptions) });
  const known = [...items.map(going), ...acts].filter(({ label }) => fits(label, text.trim()));
  const waits = find !== undefined && text.trim() !== "" && (asked !== text.trim() || isPending);
  const words = waits ? texts.searching : isError ? texts.searchFailed : texts.nothing;
  const choices = [...known, ...(text.trim() === "" ? [] : found.map(going))].slice(0, SHOWN).map((choice) => ({
    ...choice,
    act: () => {
      close();
      choice.act();
    },
  }));
  return { choices, words };
}

/// A search over views, things and acts (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
export function Palette(props: PaletteProps) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const { choices, words } = useChoices(props, text);
  const at = Math.max(0, Math.min(chosen, choices.length - 1));
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") setChosen(Math.min(at + 1, choices.length - 1));
    else if (event.key === "ArrowUp") setChosen(Math.max(at - 1, 0));
    else if (event.key === "Enter") choices[at]?.act();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={texts.search} close={props.close}>
      <input
        type="text"
        className="in"
        role="combobox"
        aria-label={texts.search}
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={choices.length === 0 ? undefined : `${id}-${at}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={texts.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={pressed}
      />
      <div id={`${id}-list`} className="palette" role="listbox" aria-label={texts.search}>
        {choices.map((choice, index) => (
          // The field above has the focus, and takes the keys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div key={index} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === at} onClick={choice.act}>
            <Icon name={choice.icon} />
            <span className="grow cut">{choice.label}</span>
            {choice.hint !== undefined && <span className="dim small cut">{choice.hint}</span>}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p className="soft" role="status">
          {words}
        </p>
      )}
    </Dialog>
  );
}
