import "./me.css";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { RoleLayout } from "../ui/RoleLayout";
import { text } from "../ui/search";
import type { NavGroup } from "../ui/Shell";

const ROLES: readonly Role[] = ["member"];

function groups(): readonly NavGroup[] {
  return [
    {
      items: [
        { label: t.me.nav.challenges, icon: "podium", link: { to: "/me" }, exact: true, tab: true },
        { label: t.me.nav.days, icon: "days", link: { to: "/me/days" }, tab: true },
      ],
    },
  ];
}

export const meRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "me",
  component: () => <RoleLayout roles={ROLES} groups={groups} />,
});

const goals = createRoute({
  getParentRoute: () => meRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./Goals"), "Goals"),
});

const board = createRoute({
  getParentRoute: () => meRoute,
  path: "challenges/$challenge",
  component: lazyRouteComponent(() => import("./BoardPage"), "BoardPage"),
});

const days = createRoute({
  getParentRoute: () => meRoute,
  path: "days",
  validateSearch: (search: Record<string, unknown>): { month?: string | undefined; metric?: string | undefined } => ({
    month: text(search["month"]),
    metric: text(search["metric"]),
  }),
  component: lazyRouteComponent(() => import("./Days"), "Days"),
});

export const meTree = meRoute.addChildren([goals, board, days]);
