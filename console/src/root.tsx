import { createRootRoute, createRoute, Link, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { Fragment, useLayoutEffect, useRef } from "react";
import { IdentityContext, useApp, useIdentity } from "./app";
import type { Identity, Role } from "./signin/identity";
import { useSessionState } from "./signin/session";
import { SignInPage } from "./signin/SignInPage";
import { t } from "./texts";
import { SignedOut, State } from "./ui/states";

/// Where each role begins.
export const HOMES = { admin: "/admin/uploads", viewer: "/admin/uploads", member: "/me", operator: "/ops" } as const satisfies Record<Role, string>;

function Root() {
  const { session, queries } = useApp();
  const state = useSessionState(session);
  const address = useRouterState({ select: ({ location }) => location.href });
  const last = useRef<string>(undefined);
  const person = "who" in state ? JSON.stringify(state.who) : undefined;
  useLayoutEffect(() => {
    // Nothing of one who has left is shown to who comes next.
    if (state.is === "signed-out" || state.is === "unnamed" || state.is === "removed") queries.clear();
    if (state.is !== "signed-in") return;
    // Who signs in again goes on where the answers were refused; somebody else begins anew.
    if (last.current === person) void queries.invalidateQueries();
    else if (last.current !== undefined) void queries.resetQueries();
    last.current = person;
  }, [state, person, queries]);
  if (state.is === "signed-out") return <SignInPage address={address} byItself={!state.left} />;
  if (state.is === "removed") return <Removed who={state.who} />;
  if (state.is === "unnamed") return <SignInPage address={address} byItself={false} refused={t.signIn.unnamed[state.why]} />;
  return (
    <IdentityContext value={state.who}>
      <Fragment key={person}>
        <Outlet />
      </Fragment>
      {state.is === "expired" && <SignedOut />}
    </IdentityContext>
  );
}

/// The client was removed: nothing is left to show, and nothing to try.
function Removed({ who }: { readonly who: Identity }) {
  const { session } = useApp();
  return (
    <main id="content">
      <State
        alone
        icon="x"
        title={t.states.removed(who.tenant)}
        actions={
          <button type="button" className="btn" onClick={() => session.signOut()}>
            {t.shell.signOut}
          </button>
        }
      >
        <p>{t.states.removedWhy}</p>
      </State>
    </main>
  );
}

function NotFound() {
  return (
    <main id="content">
      <State
        alone
        icon="search"
        title={t.states.nowhere}
        actions={
          <Link to="/" className="btn go">
            {t.states.home}
          </Link>
        }
      >
        <p>{t.states.nowhereWhy}</p>
      </State>
    </main>
  );
}

/// A fault of the console itself.
function Broken({ error }: { readonly error: unknown }) {
  return (
    <main id="content">
      <State
        alone
        icon="alert"
        bad
        title={t.states.broken}
        actions={
          <button type="button" className="btn go" onClick={() => location.reload()}>
            {t.states.reload}
          </button>
        }
      >
        <p>{t.states.brokenWhy}</p>
        <code className="wrap-any">{String(error)}</code>
      </State>
    </main>
  );
}

export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Broken });

function Home() {
  const who = useIdentity();
  return <Navigate to={HOMES[who.role]} replace />;
}

export const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: Home });
