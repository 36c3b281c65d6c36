import { useSyncExternalStore } from "react";
import type { Config } from "../config";
import { t } from "../texts";
import { type Identity, identityOf, type Unnamed } from "./identity";
import { type Begun, Oidc, type Tokens } from "./oidc";

export type SessionState =
  /// With `left`, the reader signed out, and is not led to the issuer again at once.
  | { readonly is: "signed-out"; readonly left: boolean }
  /// The token does not identify anybody.
  | { readonly is: "unnamed"; readonly why: Unnamed }
  | { readonly is: "signed-in"; readonly who: Identity }
  /// The client was removed with all that was stored of it: no view has anything to show.
  | { readonly is: "removed"; readonly who: Identity }
  /// The view stays as it is, with what was typed; only calls fail.
  | { readonly is: "expired"; readonly who: Identity };

/// What survives the way to the issuer and back. No token is in it.
interface Left {
  readonly begun: Begun;
  readonly address: string;
}

const LEFT = "groundswell.sign-in";
const CHANNEL = "groundswell.signed-in";
const POPUP = "popup.";

/// The sign-in of this tab. Its token is in memory only: it is gone with the page.
export class Session {
  private readonly config: Config;
  private readonly oidc: Oidc;
  private readonly listeners = new Set<() => void>();
  private state: SessionState = { is: "signed-out", left: false };
  private token: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = new AbortController();

  constructor(config: Config) {
    this.config = config;
    this.oidc = new Oidc(config, location.origin);
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly bearer = (): string | undefined => this.token;

  /// The service no longer takes the token, or its time is over.
  readonly expire = (): void => {
    if (this.state.is !== "signed-in") return;
    this.token = undefined;
    this.become({ is: "expired", who: this.state.who });
  };

  /// The client of the session was removed.
  readonly remove = (): void => {
    if (this.state.is !== "signed-in") return;
    this.token = undefined;
    clearTimeout(this.timer);
    this.become({ is: "removed", who: this.state.who });
  };

  /// Leaves for the issuer's page, and comes back to this address.
  async leave(address: string): Promise<void> {
    const { begun, address: issuer } = await this.oidc.begin();
    const left: Left = { begun, address };
    sessionStorage.setItem(LEFT, JSON.stringify(left));
    location.assign(issuer);
  }

  /// Takes the code that the issuer sent back with the browser.
  ///
  /// @param goesTo is told the address to go on with, at once: what it needs can be loaded meanwhile
  /// @return that address, when somebody is signed in
  async comeBack(returned: URL, goesTo: (address: string) => void): Promise<string> {
    const kept = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    if (kept === null) throw new Error(t.signIn.notBegun);
    const left = JSON.parse(kept) as Left;
    goesTo(left.address);
    this.accept(await this.oidc.finish(left.begun, returned));
    return left.address;
  }

  /// Signs in again in a window of its own, so that this page keeps what was typed.
  ///
  /// @return false if the browser did not open the window
  async again(): Promise<boolean> {
    // Opened before anything is awaited, else browsers take it for an advertisement.
    const popup = window.open("about:blank", "groundswell-sign-in", "popup,width=480,height=640");
    if (popup === null) return false;
    this.attempt.abort();
    this.attempt = new AbortController();
    const { begun, address } = await this.oidc.begin(POPUP);
    const returned = answerOf(begun.state, this.attempt.signal);
    popup.location.href = address;
    this.accept(await this.oidc.finish(begun, new URL(await returned)));
    return true;
  }

  signOut(): void {
    this.token = undefined;
    clearTimeout(this.timer);
    this.become({ is: "signed-out", left: true });
  }

  private accept(tokens: Tokens): void {
    const who = identityOf(tokens.accessToken, this.config.claims);
    clearTimeout(this.timer);
    if (typeof who === "string") {
      this.token = undefined;
      this.become({ is: "unnamed", why: who });
      return;
    }
    this.token = tokens.accessToken;
    this.timer = setTimeout(this.expire, Math.max(0, tokens.expiresAt - Date.now()));
    this.become({ is: "signed-in", who });
  }

  private become(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/// Whether a returning browser is the window of `again`: then another tab waits for its answer.
export function isPopup(returned: URL): boolean {
  return returned.searchParams.get("state")?.startsWith(POPUP) === true;
}

/// Hands the answer to the tab that waits for it. A channel reaches it even if the issuer cut the
/// window's tie to its opener.
export function handOver(returned: URL): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(returned.href);
  channel.close();
  window.close();
}

/// The address that the window came back with. Nobody can tell for sure whether it was closed: an
/// issuer may cut its tie to this page. So it is waited for until the next attempt begins.
function answerOf(state: string, given: AbortSignal): Promise<string> {
  const channel = new BroadcastChannel(CHANNEL);
  given.addEventListener("abort", () => channel.close());
  return new Promise<string>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== "string" || new URL(data).searchParams.get("state") !== state) return;
      channel.close();
      resolve(data);
    };
  });
}

export function useSessionState(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.current);
}
