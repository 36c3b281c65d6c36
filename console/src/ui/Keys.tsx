import { type NavigateOptions, useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { t } from "../texts";
import { Dialog } from "./Dialog";
import { isTaken, letSingleKeysAct, moveToFilter, moveToItem, singleKeysAct } from "./shortcuts";
import { type Find, Palette } from "./Palette";
import type { NavItem } from "./Shell";

const texts = t.keys;
/// How long the second key of `g` and a letter is waited for.
const SECOND_KEY_MILLIS = 1_500;

/// What is open over the view, if anything is.
export type Over = "palette" | "help" | undefined;

interface KeysProps {
  /// The views that one can go to.
  readonly items: readonly NavItem[];
  readonly find: Find | undefined;
  readonly open: Over;
  readonly show: (what: Over) => void;
}

/// The keys for moving about, and what they open.
export function Keys({ items, find, open, show }: KeysProps) {
  useKeys(items, show);
  const close = (): void => show(undefined);
  return (
    <>
      {open === "palette" && <Palette items={items} find={find} close={close} help={() => show("help")} />}
      {open === "help" && <Help items={items} close={close} />}
    </>
  );
}

function useKeys(items: readonly NavItem[], show: (what: Over) => void): void {
  const router = useRouter();
  const gone = useRef(0);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && document.querySelector("dialog[open]") === null) {
        event.preventDefault();
        show("palette");
        return;
      }
      if (isTaken(event) || !singleKeysAct()) return;
      const second = Date.now() - gone.current < SECOND_KEY_MILLIS;
      gone.current = 0;
      const item = second ? items.find(({ key }) => key === event.key) : undefined;
      if (item !== undefined) void router.navigate(item.link as NavigateOptions);
      else if (event.key === "g") gone.current = Date.now();
      else if (event.key === "j") moveToItem(1);
      else if (event.key === "k") moveToItem(-1);
      else if (event.key === "/") moveToFilter();
      else if (event.key === "?") show("help");
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [items, router, show]);
}

/// All keys, and the switch that turns off those that act by themselves.
function Help({ items, close }: { readonly items: readonly NavItem[]; readonly close: () => void }) {
  const [act, setAct] = useState(singleKeysAct);
  const goes = items.flatMap(({ key, label }) => (key === undefined ? [] : [[["g", key], texts.goTo(label)] as const]));
  return (
    <Dialog title={texts.title} close={close}>
      <dl className="keys">
        {[...texts.all, ...goes].map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="row">
        <input
          type="checkbox"
          checked={act}
          onChange={(event) => {
            letSingleKeysAct(event.target.checked);
            setAct(event.target.checked);
          }}
        />
        <span>
          {texts.act}
          <span className="hint sub dim">{texts.actWhy}</span>
        </span>
      </label>
      <div className="actions">
        <button type="button" className="btn go" onClick={close}>
          {t.actions.close}
        </button>
      </div>
    </Dialog>
  );
}
