import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { RoleLayout } from "../ui/RoleLayout";
import type { NavGroup } from "../ui/Shell";

const ROLES: readonly Role[] = ["member"];

function groups(): readonly NavGroup[] {
  return [{ items: [{ label: t.me.nav.challenges, icon: "podium", link: { to: "/me" }, exact: true, tab: true }] }];
}

export const meRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "me",
  component: () => <RoleLayout roles={ROLES} groups={groups} />,
});

const home = createRoute({
  getParentRoute: () => meRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./Home"), "Home"),
});

export const meTree = meRoute.addChildren([home]);
