// A picture of each view and state: light and dark, wide and on a phone; axe looks at each one.
//
// shots.mjs [VIEW [LOOKS]]: those whose names begin with VIEW, in the looks with commas between them.
import { fill, MEMBERS, stageIncident } from "./data.mjs";
import { launch, open, picture, scrollsSideways, signIn, violations } from "./browser.mjs";

const tenant = "northwind";
const subject = "petra.lindqvist";
const uploads = await fill(tenant, subject);
const incident = await stageIncident();

/// What makes a state that no data make.
const isOf = (part) => (url) => url.pathname.startsWith(part);
const answerNothing = (page, part, answer) => page.route(isOf(part), (route) => (route.request().resourceType() === "document" ? route.continue() : answer(route)));
const dead = (page, part) => answerNothing(page, part, (route) => route.abort());
const slow = (page, part) => answerNothing(page, part, () => undefined);

/// Each role's views: their path, and what is there when they are shown.
const PEOPLE = [
  {
    who: { role: "admin", tenant, subject },
    views: [
      { name: "uploads", path: "/admin/uploads", ready: "table" },
      { name: "uploads-filtered", path: "/admin/uploads?state=abandoned", ready: ".state" },
      { name: "uploads-failed", path: "/admin/uploads?by=a", before: (page) => dead(page, "/uploads"), ready: ".state .badge.bad" },
      { name: "uploads-loading", path: "/admin/uploads?by=b", before: (page) => slow(page, "/uploads"), ready: ".skeleton", loads: true },
      { name: "upload-1-drop", path: "/admin/uploads/new", ready: ".drop" },
      { name: "upload-2-understood", path: `/admin/uploads/${uploads.checked.upload}/understood`, ready: "table.read" },
      { name: "upload-2-undecided", path: `/admin/uploads/${uploads.undecided.upload}/understood`, ready: ".choice, table.read" },
      { name: "upload-2-columns", path: `/admin/uploads/${uploads.columns.upload}/understood`, ready: "select" },
      { name: "upload-3-check", path: `/admin/uploads/${uploads.checked.upload}/check`, ready: ".cells" },
      { name: "upload-4-report", path: `/admin/uploads/${uploads.stored.upload}?fate=rejected`, ready: "table .chip" },
      { name: "upload-4-refused", path: `/admin/uploads/${uploads.refused.upload}`, ready: ".track" },
      { name: "upload-correct", path: `/admin/uploads/new?corrects=${uploads.stored.upload}`, ready: ".drop" },
      { name: "upload-2-leavers", path: `/admin/uploads/${uploads.leavers.upload}/understood`, ready: ".note.warn" },
      { name: "upload-complete", path: "/admin/uploads/new?kind=members", ready: ".drop" },
      { name: "upload-revert", path: `/admin/uploads/${uploads.steps.upload}`, ready: "dialog .notes li", after: (page) => page.getByRole("button", { name: "Take this upload back" }).click() },
      { name: "members", path: "/admin/members", ready: "table" },
      { name: "member", path: `/admin/members/${MEMBERS[0].id}`, ready: "table" },
      { name: "challenges", path: "/admin/challenges", ready: "table" },
      { name: "challenge", path: "/admin/challenges/warm-up", ready: "table" },
      { name: "challenge-form", path: "/admin/challenges/warm-up/edit", ready: ".section" },
      { name: "challenge-new", path: "/admin/challenges/new", ready: ".section" },
      { name: "inbox", path: "/admin/inbox", ready: ".state" },
      { name: "layouts", path: "/admin/layouts", ready: ".group" },
      { name: "metrics", path: "/admin/metrics", ready: ".section" },
      { name: "palette", path: "/admin/challenges", ready: "dialog [role=option]", after: (page) => page.keyboard.press("Control+k") },
      { name: "keys", path: "/admin/challenges", ready: "dialog kbd", after: (page) => page.keyboard.press("?") },
      { name: "not-allowed", path: "/ops", ready: ".state" },
      { name: "nowhere", path: "/admin/nowhere", ready: ".state" },
    ],
  },
  {
    who: { role: "member", tenant, subject: MEMBERS[1].id },
    views: [
      { name: "me", path: "/me", ready: ".ring" },
      { name: "me-board", path: "/me/challenges/warm-up", ready: "tr.mine" },
      { name: "me-board-early", path: "/me/challenges/floors", ready: "tr.mine, .state" },
      { name: "me-days", path: "/me/days", ready: "table" },
      { name: "me-rewards", path: "/me/rewards", ready: "table, .state" },
    ],
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
    views: [
      { name: "pipeline", path: "/ops", ready: "table" },
      { name: "failures", path: "/ops/failures", ready: "table" },
      { name: "failures-filtered", path: "/ops/failures?kind=died", ready: ".state" },
      { name: "failure-group", path: `/ops/failures/${incident.group}`, ready: ".ops-item" },
      { name: "failure-group-none", path: "/ops/failures/000000000000", ready: ".state" },
      { name: "redrives", path: "/ops/redrives", ready: "table" },
      { name: "redrive-stopped", path: `/ops/redrives/${incident.stopped}`, ready: ".ramp" },
      { name: "redrive-completed", path: `/ops/redrives/${incident.completed}`, ready: ".ramp" },
      { name: "caps", path: "/ops/caps", ready: "table" },
      { name: "clients", path: "/ops/clients", ready: ".filters" },
      { name: "client-there", path: "/ops/clients?client=acme", ready: ".state" },
      { name: "client-remove", path: "/ops/clients?client=acme", ready: "dialog .note", after: (page) => page.getByRole("button", { name: "Remove acme" }).click() },
      { name: "client-removing", path: "/ops/clients?client=closed", ready: ".facts" },
      { name: "audit", path: "/ops/audit", ready: "table" },
    ],
  },
];
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

async function show(page, view) {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.keyboard.press("Escape");
  await view.before?.(page);
  // Within the page, as by a link: a load would sign in anew.
  await page.evaluate((path) => globalThis.dispatchEvent(new PopStateEvent("popstate", { state: globalThis.history.pushState({}, "", path) })), view.path);
  if (view.after !== undefined) {
    await page.locator("main table, main .track, main .state").first().waitFor();
    await view.after(page);
  }
  await page.locator(view.ready).first().waitFor();
  if (view.loads !== true) await page.waitForFunction(() => document.querySelector(".skeleton") === null);
  await page.evaluate(() => document.fonts.ready);
}

for (const look of looks) {
  for (const { who, views } of PEOPLE) {
    const some = views.filter(({ name }) => only === undefined || name.startsWith(only));
    if (some.length === 0) continue;
    const { page, faults, context } = await open(browser, look.options);
    await signIn(page, who);
    for (const view of some) {
      const at = `${view.name}-${look.name}`;
      await show(page, view).catch((failure) => complaints.push(`${at}: ${failure.message.split("\n")[0]}`));
      await picture(page, at);
      pictures += 1;
      for (const found of await violations(page)) complaints.push(`${at}: axe ${found}`);
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
