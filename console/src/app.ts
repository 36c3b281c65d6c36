import { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { CachedBoards } from "./api/cachedBoards";
import { type Api, createApi } from "./api/client";
import { Problem } from "./api/problem";
import type { Config } from "./config";
import type { Identity } from "./signin/identity";
import { Session } from "./signin/session";

/// What every view may use.
export interface App {
  readonly config: Config;
  readonly session: Session;
  readonly api: Api;
  readonly boards: CachedBoards;
  readonly queries: QueryClient;
}

const RETRIES = 2;

export function createApp(config: Config): App {
  const session = new Session(config);
  const api = createApi(config.api, { token: session.bearer, refused: session.expire, removed: session.remove });
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, failure) => failures < RETRIES && failure instanceof Problem && failure.passing,
        retryDelay: (failures) => 500 * 2 ** failures,
        // Calls are tried also if the browser believes to be offline: it is wrong for 127.0.0.1.
        networkMode: "always",
        staleTime: 5_000,
      },
      mutations: { networkMode: "always" },
    },
  });
  return { config, session, api, boards: new CachedBoards(api, config.cachedBoards), queries };
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error("outside of the app");
  return app;
}

export const IdentityContext = createContext<Identity | undefined>(undefined);

/// Who is signed in. Views are shown only with somebody.
export function useIdentity(): Identity {
  const who = useContext(IdentityContext);
  if (who === undefined) throw new Error("nobody is signed in");
  return who;
}
