import { Link } from "@tanstack/react-router";
import type { UploadCheck } from "../../api/types";
import { t } from "../../texts";
import { listed } from "../../texts/words";
import { Note } from "../../ui/Note";

const texts = t.admin.foreseen;

/// The rewards and boards that storing a file would change.
export function Foreseen({ check: { rewards, boards } }: { readonly check: UploadCheck }) {
  const { granted, reversed, losing, exact, members_judged } = rewards;
  const none = granted.rewards === 0 && reversed.rewards === 0 && boards.length === 0;
  const names = [...new Set(losing.map(({ name }) => name))];
  return (
    <section className="card">
      <header>
        <h2>{texts.title}</h2>
      </header>
      <div className="pad stack tight">
        {none && <p>{texts.none}</p>}
        {granted.rewards > 0 && <p>{texts.granted(granted)}</p>}
        {reversed.rewards > 0 && <p>{texts.reversed(reversed)}</p>}
        {names.length > 0 && (
          <Note kind="warn" title={texts.losing(names.length)}>
            <span translate="no">{listed(names)}</span>
          </Note>
        )}
        {boards.length > 0 && (
          <ul className="notes">
            {boards.map(({ challenge, name, members }) => (
              <li key={challenge}>
                <Link to="/admin/challenges/$challenge" params={{ challenge }} translate="no">
                  {name}
                </Link>
                {texts.moves(members)}
              </li>
            ))}
          </ul>
        )}
        {!exact && <p className="dim small">{texts.inexact(members_judged)}</p>}
      </div>
    </section>
  );
}
