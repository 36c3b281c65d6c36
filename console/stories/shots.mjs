// A picture of each view and state: light and dark, wide and on a phone; axe looks at each one.
//
// shots.mjs [VIEWS [LOOKS]]: those whose names begin with one of VIEWS, in these looks; with commas between them.
import { fill, MEMBERS, stageIncident } from "./data.mjs";
import { goTo, launch, open, picture, scrollsSideways, signIn, smallTargets, violations } from "./browser.mjs";

const tenant = "northwind";
const subject = "petra.lindqvist";
const uploads = await fill(tenant, subject);
const incident = await stageIncident();

/// What makes a state that no data make: what calls below a path, or one of several, are answered. Documents are the page's own.
const isOf = (paths) => (url) => paths.split("|").some((path) => url.pathname.startsWith(path));
const answer = (page, part, act) => page.route(isOf(part), (route) => (route.request().resourceType() === "document" ? route.continue() : act(route)));
const dead = (page, part) => answer(page, part, (route) => route.abort());
const slow = (page, part) => answer(page, part, () => undefined);
const answered = (page, part, json) => answer(page, part, (route) => route.fulfill({ json }));
const refused = (page, part) => answer(page, part, (route) => route.fulfill({ status: 401, json: { code: "unauthorized", status: 401 } }));

/// The service's own answer, with some of it changed.
const changed = (page, part, change) =>
  answer(page, part, async (route) => {
    const headers = { ...route.request().headers() };
    delete headers["if-none-match"];
    const response = await route.fetch({ headers });
    await route.fulfill({ status: response.status(), json: { ...(await response.json()), ...change } });
  });

/// What every view has that says what it asks for: how it waits, that it failed, and how it is before there is anything.
/// They come in this order, before the views themselves, since what was loaded once is kept.
const STATES = [
  { state: "loading", of: ({ asks }) => asks !== undefined, before: (page, { asks }) => slow(page, asks), ready: ".skeleton", loads: true },
  { state: "failed", of: ({ asks }) => asks !== undefined, before: (page, { asks }) => dead(page, asks), ready: ".state .badge.bad" },
  { state: "first", of: ({ none }) => none !== undefined, before: (page, { asks, none }) => answered(page, asks, none), ready: ".state" },
];

/// A view with all its states.
function withStates(views) {
  const made = STATES.flatMap(({ state, of, before, ready, loads = false }) =>
    views.filter(of).map((view) => ({ name: `${view.name}-${state}`, path: view.path, before: (page) => before(page, view), ready, loads })),
  );
  return [...made, ...views];
}

const pressHold = (page) => page.getByRole("button", { name: "Hold still" }).click();

/// Without an answer for a minute.
async function grow(page, asks) {
  // An answer that is under way would be new.
  const failed = page.waitForEvent("requestfailed", { predicate: (request) => isOf(asks)(new URL(request.url())) });
  await dead(page, asks);
  await failed;
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    globalThis.grown = () => {
      Date.now = now;
    };
    Date.now = () => now() + 60_000;
  });
}

/// Chooses a file and sends it, of which no byte arrives.
async function send(page) {
  await page.route((url) => url.origin === new URL(process.env.S3_URL).origin, () => undefined);
  await page.locator('input[type="file"]').setInputFiles({ name: "steps.csv", mimeType: "text/csv", buffer: Buffer.from("member_id,date,metric,value\n") });
  await page.getByRole("button", { name: "Send and look at it" }).click();
}

const report = `/admin/uploads/${uploads.steps.upload}`;
const UPLOAD = `/uploads/${uploads.steps.upload}`;
const REDRIVE = `/redrives/${incident.completed}`;
const UNDER_WAY = {
  ended: false,
  claimed: 11,
  succeeded: 6,
  failed_again: 1,
  pending: 4,
  steps: [
    { claimed: 1, succeeded: 1, failed_again: 0, silent: 0, pending: 0 },
    { claimed: 10, succeeded: 5, failed_again: 1, silent: 0, pending: 4 },
  ],
};

async function openEdit(page) {
  await page.getByRole("button", { name: "Message", exact: true }).first().click();
  await page.getByRole("button", { name: "Correct and redrive" }).click();
}

/// Each role's views: their path, and what is there when they are shown, and was not in the view before it. `asks` is the path of the call that fills a view, and
/// `none` its answer before there is anything. What somebody who only reads sees as well has `read`.
const ADMIN_VIEWS = withStates([
  { name: "uploads", path: "/admin/uploads", ready: "table", asks: "/uploads", none: { uploads: [] }, read: true },
  { name: "uploads-filtered", path: "/admin/uploads?state=abandoned", ready: ".state" },
  { name: "uploads-old", path: "/admin/uploads", ready: ".stack > .note.warn", after: (page) => grow(page, "/uploads") },
  // Still held until another view comes.
  { name: "uploads-held", path: "/admin/uploads", ready: ".live.held", after: pressHold },
  { name: "upload-1-drop", path: "/admin/uploads/new", ready: ".drop" },
  { name: "upload-1-sending", path: "/admin/uploads/new?kind=activity", ready: ".bar", after: send },
  { name: "upload-2-understood", path: `/admin/uploads/${uploads.checked.upload}/understood`, ready: "table.read", asks: `/uploads/${uploads.checked.upload}` },
  { name: "upload-2-undecided", path: `/admin/uploads/${uploads.undecided.upload}/understood`, ready: ".choice, table.read" },
  { name: "upload-2-columns", path: `/admin/uploads/${uploads.columns.upload}/understood`, ready: "select" },
  { name: "upload-3-check", path: `/admin/uploads/${uploads.checked.upload}/check`, ready: ".cells", read: true },
  { name: "upload-4-storing", path: report, ready: ".track .now", before: (page) => changed(page, UPLOAD, { state: "storing", ended: false, partitions: { done: 3, total: 8 } }) },
  { name: "upload-4-reverted", path: report, ready: "h1:text('was taken back')", before: (page) => changed(page, UPLOAD, { state: "reverted", reversal: { removed: 160, restored: 8, stayed: 2, done: 8, parts: 8 } }) },
  { name: "upload-4-report", path: `/admin/uploads/${uploads.stored.upload}?fate=rejected`, ready: "table .chip", asks: `/uploads/${uploads.stored.upload}`, read: true },
  { name: "upload-4-refused", path: `/admin/uploads/${uploads.refused.upload}`, ready: ".track" },
  { name: "upload-correct", path: `/admin/uploads/new?corrects=${uploads.stored.upload}`, ready: ".drop" },
  { name: "upload-2-leavers", path: `/admin/uploads/${uploads.leavers.upload}/understood`, ready: ".note.warn" },
  { name: "upload-complete", path: "/admin/uploads/new?kind=members", ready: ".drop" },
  { name: "upload-revert", path: report, ready: "dialog .notes li", after: (page) => page.getByRole("button", { name: "Take this upload back" }).click() },
  { name: "members", path: "/admin/members", ready: "table", asks: "/members", none: { members: [] }, read: true },
  { name: "member", path: `/admin/members/${MEMBERS[0].id}`, ready: "table", asks: "/members/", read: true },
  { name: "challenges", path: "/admin/challenges", ready: "table", asks: "/challenges", none: { challenges: [] }, read: true },
  { name: "challenge", path: "/admin/challenges/warm-up", ready: "table", asks: "/challenges/", read: true },
  { name: "challenge-form", path: "/admin/challenges/warm-up/edit", ready: ".section" },
  { name: "challenge-new", path: "/admin/challenges/new", ready: ".section" },
  { name: "inbox", path: "/admin/inbox", ready: ".state", asks: "/uploads", read: true },
  { name: "layouts", path: "/admin/layouts", ready: ".group", asks: "/mappings", none: { mappings: [] }, read: true },
  { name: "metrics", path: "/admin/metrics", ready: ".section", asks: "/settings", read: true },
  { name: "palette", path: "/admin/challenges", ready: "dialog [role=option]", after: (page) => page.keyboard.press("Control+k") },
  { name: "keys", path: "/admin/challenges", ready: "dialog kbd", after: (page) => page.keyboard.press("?") },
  { name: "not-allowed", path: "/ops", ready: ".state", read: true },
  { name: "nowhere", path: "/admin/nowhere", ready: ".state" },
]);

const PEOPLE = [
  { who: { role: "admin", tenant, subject }, views: ADMIN_VIEWS },
  {
    who: { role: "viewer", tenant, subject: "vera" },
    views: ADMIN_VIEWS.filter(({ read }) => read === true).map((view) => ({ ...view, name: `viewer-${view.name}` })),
  },
  // Nobody is signed in after these.
  {
    who: { role: "admin", tenant, subject },
    views: [{ name: "session-ended", path: "/admin/members", ready: "dialog .actions", before: (page) => refused(page, "/members") }],
  },
  {
    who: { role: "admin", tenant, subject },
    views: [
      {
        name: "sign-in",
        path: "/admin/challenges",
        ready: "main.sign-in",
        after: (page) => page.getByRole("button", { name: "Sign out" }).filter({ visible: true }).first().click(),
      },
    ],
  },
  {
    who: { role: "member", tenant, subject: MEMBERS[1].id },
    views: withStates([
      { name: "me", path: "/me", ready: ".ring", asks: "/members/", none: { challenges: [], points: 0 } },
      { name: "me-board", path: "/me/challenges/warm-up", ready: "tr.mine", asks: "/challenges/" },
      { name: "me-board-early", path: "/me/challenges/floors", ready: "tr.mine, .state" },
      { name: "me-days", path: "/me/days", ready: "table", asks: "/members/" },
      { name: "me-rewards", path: "/me/rewards", ready: "table, .state" },
    ]),
  },
  {
    who: { role: "member", tenant: "empty", subject: "nobody" },
    views: [
      { name: "me-failed", path: "/me", ready: ".state" },
      { name: "me-days-failed", path: "/me/days", ready: ".state" },
    ],
  },
  {
    who: { role: "admin", tenant: "closed", subject },
    views: [{ name: "client-removed", path: "/admin/uploads", ready: ".state" }],
  },
  {
    who: { role: "operator", tenant: "operations", subject: "t.okafor" },
    views: withStates([
      { name: "pipeline", path: "/ops", ready: ".node", asks: "/operations/flow|/failure-groups" },
      { name: "pipeline-unmeasured", path: "/ops", ready: ".note.info", before: (page) => changed(page, "/operations/flow", { measured_at: undefined }) },
      { name: "pipeline-held", path: "/ops", ready: ".live.held", after: pressHold },
      { name: "failures", path: "/ops/failures", ready: "table", asks: "/failure-groups", none: { groups: [] } },
      { name: "failures-filtered", path: "/ops/failures?kind=died", ready: ".state" },
      { name: "failure-group", path: `/ops/failures/${incident.group}`, ready: ".ops-item" },
      { name: "failure-edit", path: `/ops/failures/${incident.group}?state=open`, ready: "dialog textarea", after: openEdit },
      { name: "failure-group-none", path: "/ops/failures/000000000000", ready: ".state" },
      { name: "redrives", path: "/ops/redrives", ready: "table", asks: "/redrives", none: { redrives: [] } },
      { name: "redrive-running", path: `/ops/redrives/${incident.completed}`, ready: ".head .chip:text('Running')", before: (page) => changed(page, REDRIVE, { ...UNDER_WAY, state: "running" }) },
      { name: "redrive-paused", path: `/ops/redrives/${incident.completed}`, ready: ".head .chip:text('Paused')", before: (page) => changed(page, REDRIVE, { ...UNDER_WAY, state: "paused" }) },
      {
        name: "redrive-cancelled",
        path: `/ops/redrives/${incident.completed}`,
        ready: ".head .chip:text('Cancelled')",
        before: (page) => changed(page, REDRIVE, { ...UNDER_WAY, state: "cancelled", ended: true, remark: "the wrong group" }),
      },
      { name: "redrive-stopped", path: `/ops/redrives/${incident.stopped}`, ready: ".ramp", asks: "/redrives/" },
      { name: "redrive-completed", path: `/ops/redrives/${incident.completed}`, ready: ".head .chip:text('Completed')" },
      { name: "caps", path: "/ops/caps", ready: "table", asks: "/operations/caps" },
      { name: "clients", path: "/ops/clients", ready: ".filters" },
      { name: "client-there", path: "/ops/clients?client=acme", ready: ".state" },
      { name: "client-remove", path: "/ops/clients?client=acme", ready: "dialog .note", after: (page) => page.getByRole("button", { name: "Remove acme" }).click() },
      { name: "client-removing", path: "/ops/clients?client=closed", ready: ".facts" },
      { name: "audit", path: "/ops/audit", ready: "table", asks: "/audit", none: { lines: [] } },
    ]),
  },
];
const HOMES = { admin: "/admin", viewer: "/admin", member: "/me", operator: "/ops" };
const LOOKS = [
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "phone", options: { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  { name: "phonedark", options: { colorScheme: "dark", viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true } },
];

const [only, chosen] = process.argv.slice(2);
const looks = LOOKS.filter(({ name }) => chosen === undefined || chosen.split(",").includes(name));
const browser = await launch();
const complaints = [];
let pictures = 0;

async function show(page, home, view) {
  const nowhere = page.getByRole("heading", { level: 1, name: "This page does not exist" });
  await page.keyboard.press("Escape");
  // First away from the view before, as long as it still gets no answer: what came would be kept.
  await goTo(page, `${home}/nowhere-else`);
  await nowhere.waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.evaluate(() => globalThis.grown?.());
  await view.before?.(page);
  await goTo(page, view.path);
  if (view.name !== "nowhere") await nowhere.waitFor({ state: "detached" });
  if (view.after !== undefined) {
    await page.locator("main table, main .track, main .state, main .drop, main .ops-item").first().waitFor();
    await view.after(page);
  }
  await page.locator(view.ready).first().waitFor();
  if (view.loads !== true) await page.waitForFunction(() => document.querySelector(".skeleton") === null);
  await page.evaluate(() => document.fonts.ready);
}

for (const look of looks) {
  for (const { who, views } of PEOPLE) {
    const some = views.filter(({ name }) => only === undefined || only.split(",").some((begin) => name.startsWith(begin)));
    if (some.length === 0) continue;
    const { page, faults, context } = await open(browser, look.options);
    // Where no view loads anything yet.
    await signIn(page, who, `${HOMES[who.role]}/nowhere`);
    for (const view of some) {
      const at = `${view.name}-${look.name}`;
      await show(page, HOMES[who.role], view).catch((failure) => complaints.push(`${at}: ${failure.message.split("\n")[0]}`));
      await picture(page, at);
      pictures += 1;
      for (const found of await violations(page)) complaints.push(`${at}: axe ${found}`);
      for (const small of await smallTargets(page)) complaints.push(`${at}: too low for a finger: ${small}`);
      if (await scrollsSideways(page)) complaints.push(`${at}: scrolls sideways`);
    }
    complaints.push(...faults.map((fault) => `${look.name}: ${fault}`));
    await context.close();
  }
}
await browser.close();
console.log(`${pictures} pictures in console/target/shots`);
for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
