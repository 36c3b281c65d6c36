import { type ReactNode, useState } from "react";
import { useApp, useIdentity } from "../app";
import { messageOf, type Problem, problemOf } from "../api/problem";
import { ROLES, type Role } from "../signin/identity";
import { t } from "../texts";
import { listed, sentence } from "../texts/words";
import { clockTime } from "./format";
import { Icon, type IconName } from "./Icon";
import { Dialog } from "./Dialog";
import { Note } from "./Note";

interface StateProps {
  readonly icon: IconName;
  readonly bad?: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /// It is all that the page has.
  readonly alone?: boolean;
}

/// What stands in the place of content: a sign, what is the case, and what to do.
export function State({ icon, bad = false, title, children, actions, alone = false }: StateProps) {
  return (
    <div className="state">
      <div className={bad ? "badge bad" : "badge"}>
        <Icon name={icon} />
      </div>
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
      {actions !== undefined && <div className="row wrap">{actions}</div>}
    </div>
  );
}

/// Nothing is there yet: what to do, with its button.
export function Empty(props: Omit<StateProps, "bad">) {
  return <State {...props} />;
}

/// There is something, but the filters hide it.
export function EmptyFiltered({ filters, clear }: { readonly filters: number; readonly clear: () => void }) {
  return (
    <State
      icon="search"
      title={t.states.emptyFiltered}
      actions={
        <button type="button" className="btn" onClick={clear}>
          {t.actions.clear(filters)}
        </button>
      }
    />
  );
}

/// Nothing for 300 ms, then the shape of what comes.
function Loading({ what, rows = 4 }: { readonly what: string; readonly rows?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={`${t.states.loading}: ${what}`}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row}>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}

/// What did not come, why, and what is safe.
export function Failed({ what, failure, again }: { readonly what: string; readonly failure: unknown; readonly again: () => void }) {
  const problem = problemOf(failure);
  return (
    <State
      icon="alert"
      bad
      title={t.states.failed(what)}
      actions={
        <button type="button" className="btn" onClick={again}>
          {t.actions.again}
        </button>
      }
    >
      <p>
        {messageOf(failure)} {t.states.safe}
      </p>
      {problem?.detail !== undefined && <p className="small">{sentence(problem.detail)}</p>}
      {problem !== undefined && <ProblemTrace problem={problem} />}
    </State>
  );
}

interface PendingProps {
  readonly of: {
    readonly data: unknown;
    readonly error: unknown;
    /// When it failed last; 0 if it never did. While it is asked for again, it has no error.
    readonly errorUpdatedAt?: number;
    readonly refetch: () => unknown;
  };
  readonly what: string;
  readonly rows?: number;
}

/// In the place of an answer that is not there: the shape of what comes, or why it did not come.
export function Pending({ of: { data, error, errorUpdatedAt = 0, refetch }, what, rows = 4 }: PendingProps) {
  const [last, setLast] = useState({ failure: error, at: errorUpdatedAt });
  if (error !== null && error !== last.failure) setLast({ failure: error, at: errorUpdatedAt });
  if (data !== undefined) return null;
  // A failure stays while the same is asked for again.
  const failure = error ?? (errorUpdatedAt > 0 && last.at === errorUpdatedAt ? last.failure : null);
  return failure === null ? <Loading what={what} rows={rows} /> : <Failed what={what} failure={failure} again={() => void refetch()} />;
}

/// For support: when, which code, which request.
export function ProblemTrace({ problem }: { readonly problem: Problem }) {
  const parts = [clockTime(problem.at), problem.code, problem.requestId].filter((part) => part !== undefined);
  return <span className="mono tiny dim wrap-any">{parts.join(" · ")}</span>;
}

/// Beside a form or a button: why what was asked for did not happen.
export function ProblemNote({ failure }: { readonly failure: unknown }) {
  if (failure === null || failure === undefined) return null;
  const problem = problemOf(failure);
  return (
    <Note kind="bad" alert title={messageOf(failure)}>
      {problem !== undefined && (
        <>
          {problem.detail !== undefined && problem.errors.length === 0 && <span>{sentence(problem.detail)} </span>}
          {problem.errors.length > 0 && (
            <ul>
              {problem.errors.map((error) => (
                <li key={error.pointer + error.detail}>
                  <code>{error.pointer.replace(/^#\//, "")}</code> {error.detail}
                </li>
              ))}
            </ul>
          )}
          <ProblemTrace problem={problem} />
        </>
      )}
    </Note>
  );
}

/// Below a form that was not saved. If somebody else was faster, what is stored now can be taken.
export function NotSaved({ failure, reload }: { readonly failure: unknown; readonly reload: () => void }) {
  if (problemOf(failure)?.status !== 412) return <ProblemNote failure={failure} />;
  return (
    <Note kind="warn" alert title={t.problems["changed-meanwhile"]}>
      <div className="row wrap">
        <button type="button" className="btn s" onClick={reload}>
          {t.actions.takeNewer}
        </button>
      </div>
    </Note>
  );
}

/// Over the view, which stays as it is with what was typed.
export function SignedOut() {
  const { session } = useApp();
  const [failure, setFailure] = useState<string>();
  const again = async (): Promise<void> => {
    setFailure(undefined);
    try {
      if (!(await session.again())) setFailure(t.states.popupBlocked);
    } catch (error) {
      setFailure(`${t.signIn.failed}: ${messageOf(error)}`);
    }
  };
  return (
    <Dialog title={t.states.signedOut} close={() => undefined}>
      <p className="soft">{t.states.signedOutWhy}</p>
      {failure !== undefined && (
        <Note kind="bad" alert>
          {failure}
        </Note>
      )}
      <div className="actions">
        <button type="button" className="btn" onClick={() => session.signOut()}>
          {t.shell.signOut}
        </button>
        <button type="button" className="btn go" onClick={() => void again()}>
          {t.states.signInAgain}
        </button>
      </div>
    </Dialog>
  );
}

/// Who may, and as whom one is signed in.
export function NotAllowed({ roles, home }: { readonly roles: readonly Role[]; readonly home: ReactNode }) {
  const who = useIdentity();
  const allowed = ROLES.filter((role) => roles.includes(role) && role !== "viewer").map((role) => t.roleNames[role]);
  return (
    <State icon="eye" title={t.states.notAllowed(listed(allowed))} actions={home}>
      <p>{t.states.notAllowedWhy(t.roles[who.role].toLowerCase(), who.tenant)}</p>
    </State>
  );
}
