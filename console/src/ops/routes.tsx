import "./ops.css";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { failureGroupsOf, redrivesOf } from "../api/reads";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { type Find, fits } from "../ui/Palette";
import { RoleLayout } from "../ui/RoleLayout";
import { oneOf, text } from "../ui/search";
import type { NavGroup, NavItem } from "../ui/Shell";
import { SPANS } from "../ui/spans";
import type { AuditFilter } from "./audit/lines";
import { type GroupFilter, headingOf, KINDS, type SampleSearch, STATES } from "./failures/groups";

const ROLES: readonly Role[] = ["operator"];

function groups(): readonly NavGroup[] {
  return [
    {
      items: [
        { label: t.ops.nav.pipeline, icon: "flow", link: { to: "/ops" }, exact: true, tab: true, key: "p" },
        { label: t.ops.nav.failures, icon: "alert", link: { to: "/ops/failures" }, tab: true, key: "f" },
        { label: t.ops.nav.redrives, icon: "redo", link: { to: "/ops/redrives" }, tab: true, key: "r" },
        { label: t.ops.nav.caps, icon: "spark", link: { to: "/ops/caps" }, key: "c" },
        { label: t.ops.nav.clients, icon: "people", link: { to: "/ops/clients" } },
        { label: t.ops.nav.audit, icon: "audit", link: { to: "/ops/audit" }, tab: true, key: "a" },
      ],
    },
  ];
}

/// Groups of failures, and redrives, by id or words.
const find: Find = async (api, asked, signal) => {
  const [{ groups: failed }, { redrives: ran }] = await Promise.all([failureGroupsOf(api).read(signal), redrivesOf(api).read(signal)]);
  return [
    ...failed
      .filter(({ group: id, error, reason, tenants }) => id.startsWith(asked) || fits(`${error} ${reason} ${tenants.join(" ")}`, asked))
      .map((group): NavItem => ({ label: headingOf(group), hint: group.reason, icon: "alert", link: { to: "/ops/failures/$group", params: { group: group.group } } })),
    ...ran
      .filter(({ redrive: id, reason, by }) => id.startsWith(asked) || fits(`${reason} ${by}`, asked))
      .map(({ redrive: id, reason, by }): NavItem => ({ label: reason, hint: by, icon: "redo", link: { to: "/ops/redrives/$redrive", params: { redrive: id } } })),
  ];
};

export const opsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "ops",
  component: () => <RoleLayout roles={ROLES} groups={groups} find={find} rail />,
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
    tenant: text(search["tenant"]),
    state: oneOf(search["state"], STATES),
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
  validateSearch: (search: Record<string, unknown>): { cursor?: string | undefined } => ({ cursor: text(search["cursor"]) }),
  component: lazyRouteComponent(() => import("./redrives/Redrives"), "Redrives"),
});

const redrive = createRoute({
  getParentRoute: () => opsRoute,
  path: "redrives/$redrive",
  component: lazyRouteComponent(() => import("./redrives/RedrivePage"), "RedrivePage"),
});

const caps = createRoute({
  getParentRoute: () => opsRoute,
  path: "caps",
  component: lazyRouteComponent(() => import("./caps/Caps"), "Caps"),
});

const clients = createRoute({
  getParentRoute: () => opsRoute,
  path: "clients",
  validateSearch: (search: Record<string, unknown>): { client?: string | undefined } => ({ client: text(search["client"]) }),
  component: lazyRouteComponent(() => import("./clients/Clients"), "Clients"),
});

const audit = createRoute({
  getParentRoute: () => opsRoute,
  path: "audit",
  validateSearch: (search: Record<string, unknown>): Partial<AuditFilter> => ({
    by: text(search["by"]),
    what: text(search["what"]),
    span: oneOf(search["span"], SPANS),
    cursor: text(search["cursor"]),
  }),
  component: lazyRouteComponent(() => import("./audit/Audit"), "Audit"),
});

export const opsTree = opsRoute.addChildren([pipeline, failures, group, redrives, redrive, caps, clients, audit]);
