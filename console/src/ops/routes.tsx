import "./ops.css";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { RoleLayout } from "../ui/RoleLayout";
import { oneOf, text } from "../ui/search";
import type { NavGroup } from "../ui/Shell";
import { type GroupFilter, KINDS, type SampleSearch, STATES } from "./failures/groups";

const ROLES: readonly Role[] = ["operator"];

function groups(): readonly NavGroup[] {
  return [
    {
      items: [
        { label: t.ops.nav.pipeline, icon: "flow", link: { to: "/ops" }, exact: true, tab: true },
        { label: t.ops.nav.failures, icon: "alert", link: { to: "/ops/failures" }, tab: true },
        { label: t.ops.nav.redrives, icon: "redo", link: { to: "/ops/redrives" }, tab: true },
      ],
    },
  ];
}

export const opsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "ops",
  component: () => <RoleLayout roles={ROLES} groups={groups} rail />,
});

const pipeline = createRoute({
  getParentRoute: () => opsRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./pipeline/Pipeline"), "Pipeline"),
});

const failures = createRoute({
  getParentRoute: () => opsRoute,
  path: "failures",
  validateSearch: (search: Record<string, unknown>): Partial<GroupFilter> => ({
    kind: oneOf(search["kind"], KINDS),
    from: text(search["from"]),
  }),
  component: lazyRouteComponent(() => import("./failures/Failures"), "Failures"),
});

const group = createRoute({
  getParentRoute: () => opsRoute,
  path: "failures/$group",
  validateSearch: (search: Record<string, unknown>): Partial<SampleSearch> => ({
    state: oneOf(search["state"], STATES),
    tenant: text(search["tenant"]),
    q: text(search["q"]),
    cursor: text(search["cursor"]),
    rehearsal: text(search["rehearsal"]),
  }),
  component: lazyRouteComponent(() => import("./failures/GroupPage"), "GroupPage"),
});

const redrives = createRoute({
  getParentRoute: () => opsRoute,
  path: "redrives",
  component: lazyRouteComponent(() => import("./redrives/Redrives"), "Redrives"),
});

const redrive = createRoute({
  getParentRoute: () => opsRoute,
  path: "redrives/$redrive",
  component: lazyRouteComponent(() => import("./redrives/RedrivePage"), "RedrivePage"),
});

export const opsTree = opsRoute.addChildren([pipeline, failures, group, redrives, redrive]);
