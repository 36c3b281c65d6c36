import "./me.css";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { challengesOf } from "../api/reads";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { type Find, fits } from "../ui/Palette";
import { RoleLayout } from "../ui/RoleLayout";
import { laterPage, text } from "../ui/search";
import type { NavGroup } from "../ui/Shell";

const ROLES: readonly Role[] = ["member"];

function groups(): readonly NavGroup[] {
  return [
    {
      items: [
        { label: t.me.nav.challenges, icon: "podium", link: { to: "/me" }, exact: true, tab: true, key: "c" },
        { label: t.me.nav.days, icon: "days", link: { to: "/me/days" }, tab: true, key: "d" },
        { label: t.me.nav.rewards, icon: "gift", link: { to: "/me/rewards" }, tab: true, key: "r" },
      ],
    },
  ];
}

/// The challenges whose names fit.
const find: Find = async (api, asked, signal) => {
  const { challenges } = await challengesOf(api).read(signal);
  return challenges
    .filter(({ id, name }) => fits(`${name} ${id}`, asked))
    .map(({ id, name }) => ({ label: name, hint: t.me.home.challenge, icon: "podium", link: { to: "/me/challenges/$challenge", params: { challenge: id } } }));
};

export const meRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "me",
  component: () => <RoleLayout roles={ROLES} groups={groups} find={find} />,
});

const goals = createRoute({
  getParentRoute: () => meRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./Goals"), "Goals"),
});

const board = createRoute({
  getParentRoute: () => meRoute,
  path: "challenges/$challenge",
  validateSearch: (search: Record<string, unknown>): { page?: number | undefined } => ({ page: laterPage(search["page"]) }),
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

const rewards = createRoute({
  getParentRoute: () => meRoute,
  path: "rewards",
  component: lazyRouteComponent(() => import("./RewardsPage"), "RewardsPage"),
});

export const meTree = meRoute.addChildren([goals, board, days, rewards]);
