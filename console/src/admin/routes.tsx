import "./admin.css";
import { type AsyncRouteComponent, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { OnlyFor, RoleLayout } from "../ui/RoleLayout";
import { oneOf, text } from "../ui/search";
import type { NavGroup, NavItem } from "../ui/Shell";
import { SPANS } from "../ui/spans";
import { MEMBER_STATES, type MemberFilter } from "./members/calls";
import { find } from "./find";
import { ROW_CHOICES, type RowSearch } from "./uploads/rowsFile";
import type { UploadFilter } from "./uploads/calls";
import { KINDS, STATES } from "./uploads/words";

const ROLES: readonly Role[] = ["admin", "viewer", "operator"];
/// Those who may change something.
const MANAGERS: readonly Role[] = ["admin", "operator"];
const texts = t.admin;

function groups(): readonly NavGroup[] {
  return [
    {
      items: [
        { label: texts.nav.uploads, icon: "upload", link: { to: "/admin/uploads" }, tab: true, key: "u" },
        { label: texts.nav.challenges, icon: "flag", link: { to: "/admin/challenges" }, tab: true, key: "c" },
        { label: texts.nav.members, icon: "people", link: { to: "/admin/members" }, tab: true, key: "m" },
      ],
    },
    {
      caption: t.shell.setUp,
      items: [
        { label: texts.nav.inbox, icon: "folder", link: { to: "/admin/inbox" }, key: "i" },
        { label: texts.nav.layouts, icon: "list", link: { to: "/admin/layouts" }, tab: true, key: "l" },
        { label: texts.nav.metrics, icon: "spark", link: { to: "/admin/metrics" }, tab: true },
      ],
    },
  ];
}

/// A reader begins nothing.
function begins(who: Role): readonly NavItem[] {
  if (who === "viewer") return [];
  return [
    { label: texts.uploads.send, icon: "upload", link: { to: "/admin/uploads/new" } },
    { label: texts.challenges.create, icon: "plus", link: { to: "/admin/challenges/new" } },
  ];
}

/// A view that changes something. A reader who knows its address is told whom it is for.
function forManagers(Form: AsyncRouteComponent<object>) {
  const guarded = () => (
    <OnlyFor roles={MANAGERS}>
      <Form />
    </OnlyFor>
  );
  return Object.assign(guarded, Form.preload === undefined ? {} : { preload: Form.preload });
}

export const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "admin",
  component: () => <RoleLayout roles={ROLES} groups={groups} begins={begins} find={find} />,
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
  component: forManagers(lazyRouteComponent(() => import("./uploads/NewUpload"), "NewUpload")),
});

const report = createRoute({
  getParentRoute: () => adminRoute,
  path: "uploads/$upload",
  validateSearch: (search: Record<string, unknown>): Partial<RowSearch> => ({
    fate: oneOf(search["fate"], ROW_CHOICES),
    q: text(search["q"]),
  }),
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

const members = createRoute({
  getParentRoute: () => adminRoute,
  path: "members",
  validateSearch: (search: Record<string, unknown>): Partial<MemberFilter> => ({
    q: text(search["q"]),
    state: oneOf(search["state"], MEMBER_STATES),
    cursor: text(search["cursor"]),
  }),
  component: lazyRouteComponent(() => import("./members/Members"), "Members"),
});

const member = createRoute({
  getParentRoute: () => adminRoute,
  path: "members/$member",
  validateSearch: (search: Record<string, unknown>): { month?: string | undefined } => ({ month: text(search["month"]) }),
  component: lazyRouteComponent(() => import("./members/MemberPage"), "MemberPage"),
});

const challenges = createRoute({
  getParentRoute: () => adminRoute,
  path: "challenges",
  component: lazyRouteComponent(() => import("./challenges/Challenges"), "Challenges"),
});

const newChallenge = createRoute({
  getParentRoute: () => adminRoute,
  path: "challenges/new",
  component: forManagers(lazyRouteComponent(() => import("./challenges/ChallengeForm"), "NewChallenge")),
});

const challenge = createRoute({
  getParentRoute: () => adminRoute,
  path: "challenges/$challenge",
  component: lazyRouteComponent(() => import("./challenges/ChallengePage"), "ChallengePage"),
});

const editChallenge = createRoute({
  getParentRoute: () => adminRoute,
  path: "challenges/$challenge/edit",
  component: forManagers(lazyRouteComponent(() => import("./challenges/ChallengeForm"), "EditChallenge")),
});

const inbox = createRoute({
  getParentRoute: () => adminRoute,
  path: "inbox",
  component: lazyRouteComponent(() => import("./inbox/Inbox"), "Inbox"),
});

const layouts = createRoute({
  getParentRoute: () => adminRoute,
  path: "layouts",
  component: lazyRouteComponent(() => import("./layouts/Layouts"), "Layouts"),
});

const metrics = createRoute({
  getParentRoute: () => adminRoute,
  path: "metrics",
  component: lazyRouteComponent(() => import("./settings/SettingsPage"), "SettingsPage"),
});

export const adminTree = adminRoute.addChildren([
  uploads,
  newUpload,
  report,
  understood,
  check,
  members,
  member,
  challenges,
  newChallenge,
  challenge,
  editChallenge,
  inbox,
  layouts,
  metrics,
]);
