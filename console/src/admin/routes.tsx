import "./admin.css";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { RoleLayout } from "../ui/RoleLayout";
import { oneOf, text } from "../ui/search";
import type { NavGroup } from "../ui/Shell";
import type { UploadFilter } from "./uploads/calls";
import { KINDS, SPANS, STATES } from "./uploads/words";

const ROLES: readonly Role[] = ["admin", "viewer", "operator"];
const texts = t.admin;

function groups(): readonly NavGroup[] {
  return [
    {
      items: [
        { label: texts.nav.uploads, icon: "upload", link: { to: "/admin/uploads" }, tab: true },
      ],
    },
  ];
}

export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "admin",
  component: () => <RoleLayout roles={ROLES} groups={groups} />,
});

const uploads = createRoute({
  getParentRoute: () => adminRoute,
  path: "uploads",
  validateSearch: (search: Record<string, unknown>): Partial<UploadFilter> => ({
    state: oneOf(search["state"], STATES),
    kind: oneOf(search["kind"], KINDS),
    by: text(search["by"]),
    span: oneOf(search["span"], SPANS),
    cursor: text(search["cursor"]),
  }),
  component: lazyRouteComponent(() => import("./uploads/UploadsList"), "UploadsList"),
});

const newUpload = createRoute({
  getParentRoute: () => adminRoute,
  path: "uploads/new",
  validateSearch: (search: Record<string, unknown>): { kind?: "activity" | "members" | undefined; corrects?: string | undefined } => ({
    kind: oneOf(search["kind"], KINDS),
    corrects: text(search["corrects"]),
  }),
  component: lazyRouteComponent(() => import("./uploads/NewUpload"), "NewUpload"),
});

const report = createRoute({
  getParentRoute: () => adminRoute,
  path: "uploads/$upload",
  component: lazyRouteComponent(() => import("./uploads/Report"), "Report"),
});

const understood = createRoute({
  getParentRoute: () => adminRoute,
  path: "uploads/$upload/understood",
  component: lazyRouteComponent(() => import("./uploads/Understood"), "Understood"),
});

const check = createRoute({
  getParentRoute: () => adminRoute,
  path: "uploads/$upload/check",
  component: lazyRouteComponent(() => import("./uploads/Check"), "Check"),
});

export const adminTree = adminRoute.addChildren([uploads, newUpload, report, understood, check]);
