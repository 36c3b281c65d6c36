import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AppContext, createApp } from "./app";
import { loadConfig } from "./config";
import { HOMES } from "./root";
import { router } from "./router";
import { handOver, isPopup } from "./signin/session";
import { t } from "./texts";
import "./ui/css/tokens.css";
import "./ui/css/base.css";
import "./ui/css/shell.css";
import "./ui/css/components.css";
import { State } from "./ui/states";
import { startTheme } from "./ui/theme";

const SIGNED_IN = "/signed-in";

function show(content: ReactNode): void {
  const root = document.getElementById("root");
  if (root !== null) createRoot(root).render(<StrictMode>{content}</StrictMode>);
}

function showFailure(title: string, why: string, failure: unknown): void {
  document.title = `${title} · ${t.product}`;
  show(
    <main id="content">
      <State
        alone
        icon="alert"
        bad
        title={title}
        actions={
          <a className="btn go" href="/">
            {t.actions.again}
          </a>
        }
      >
        <p>{why}</p>
        <code className="wrap-any">{failure instanceof Error ? failure.message : String(failure)}</code>
      </State>
    </main>,
  );
}

/// Loads the parts of a view, while its reader is still being signed in. Before that, nobody knows
/// whose home `/` is.
function load(address: string): void {
  const { pathname } = new URL(address, location.origin);
  for (const path of pathname === "/" ? Object.values(HOMES) : [pathname]) {
    const [routes] = router.getMatchedRoutes(path);
    for (const { options } of routes) void options.component?.preload?.();
  }
}

async function start(): Promise<void> {
  startTheme();
  const returned = location.pathname === SIGNED_IN ? new URL(location.href) : undefined;
  // The code is of no use to anybody else, and does not stay in the history.
  if (returned !== undefined) history.replaceState(null, "", SIGNED_IN);
  if (returned !== undefined && isPopup(returned)) {
    handOver(returned);
    return;
  }
  let app;
  try {
    app = createApp(await loadConfig());
  } catch (failure) {
    showFailure(t.signIn.config, t.signIn.configWhy, failure);
    return;
  }
  if (returned !== undefined) {
    try {
      history.replaceState(null, "", await app.session.comeBack(returned, load));
    } catch (failure) {
      showFailure(t.signIn.failed, t.signIn.failedWhy, failure);
      return;
    }
  }
  show(
    <AppContext value={app}>
      <QueryClientProvider client={app.queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </AppContext>,
  );
}

void start();
