import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { RoleLayout } from "../ui/RoleLayout";
import type { NavGroup } from "../ui/Shell";

const ROLES: readonly Role[] = ["operator"];

function groups(): readonly NavGroup[] {
  return [{ items: [{ label: t.ops.nav.pipeline, icon: "flow", link: { to: "/ops" }, exact: true, tab: true }] }];
}

export const opsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "ops",
  component: () => <RoleLayout roles={ROLES} groups={groups} rail />,
});

const home = createRoute({
  getParentRoute: () => opsRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./Home"), "Home"),
});

export const opsTree = opsRoute.addChildren([home]);
