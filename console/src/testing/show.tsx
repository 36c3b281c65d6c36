import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from "@tanstack/react-router";
import { act, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { AppContext, createApp, IdentityContext } from "../app";
import { LiveAge, LiveProvider } from "../live/Live";
import type { Identity } from "../signin/identity";

/// What the service is asked, and with what.
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
}

/// Answers a request; undefined is a 404.
type Answers = (asked: Asked) => Answer | undefined | Promise<Answer | undefined>;

interface Answer {
  readonly body: unknown;
  readonly status?: number;
  readonly tag?: string;
}

/// Stands where the network is, and keeps what it was asked.
export class Service {
  readonly asked: Asked[] = [];

  constructor(answers: Answers) {
    vi.stubGlobal("fetch", async (request: Request) => {
      const { pathname, searchParams } = new URL(request.url);
      const asked = { method: request.method, path: pathname, query: searchParams, headers: request.headers, body: await request.text() };
      this.asked.push(asked);
      const answer = await answers(asked);
      if (answer?.tag !== undefined && request.headers.get("If-None-Match") === answer.tag) return new Response(null, { status: 304 });
      return new Response(JSON.stringify(answer?.body ?? { code: "unknown-route" }), {
        status: answer === undefined ? 404 : (answer.status ?? 200),
        headers: { "Content-Type": "application/json", ...(answer?.tag === undefined ? {} : { ETag: answer.tag }) },
      });
    });
  }

  /// How often it was asked for what.
  count(is: (asked: Asked) => boolean): number {
    return this.asked.filter(is).length;
  }
}

interface Shown {
  /// The route of the view, as `getRouteApi` names it.
  readonly route: string;
  readonly view: () => ReactNode;
  readonly at: string;
  readonly who: Identity;
  readonly validateSearch?: (search: Record<string, unknown>) => object;
}

/// Lets time pass. Timers have to be fake.
export async function pass(millis: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(millis));
}

/// Shows a view as the console does: at an address, to somebody who is signed in.
export async function show({ route, view, at, who, validateSearch = (search) => search }: Shown) {
  const root = createRootRoute({
    component: () => (
      <LiveProvider>
        <LiveAge />
        <Outlet />
      </LiveProvider>
    ),
    notFoundComponent: () => null,
  });
  const only = createRoute({ getParentRoute: () => root, path: route, component: view, validateSearch });
  const router = createRouter({ routeTree: root.addChildren([only]), history: createMemoryHistory({ initialEntries: [at] }) });
  const api = "https://console.example";
  const app = createApp({ issuer: `${api}/issuer`, clientId: "console", api, cachedBoards: false, scope: "openid", claims: { tenant: "tenant", role: "role" } });
  render(
    <AppContext value={app}>
      <QueryClientProvider client={app.queries}>
        <IdentityContext value={who}>
          <RouterProvider router={router as never} />
        </IdentityContext>
      </QueryClientProvider>
    </AppContext>,
  );
  await pass(50);
  return { router, app };
}
