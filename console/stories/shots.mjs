// A picture of each view and state: light and dark, wide and on a phone; axe looks at each one.
import { fill, MEMBERS } from "./data.mjs";
import { launch, open, picture, scrollsSideways, signIn, violations } from "./browser.mjs";

const tenant = "northwind";
const subject = "petra.lindqvist";
const uploads = await fill(tenant, subject);

/// What makes a state that no data make.
const dead = (page, part) => page.route((url) => url.pathname.startsWith(part), (route) => (route.request().resourceType() === "document" ? route.continue() : route.abort()));
const slow = (page, part) => page.route((url) => url.pathname.startsWith(part), (route) => (route.request().resourceType() === "document" ? route.continue() : undefined));

const VIEWS = [
  { name: "uploads", path: "/admin/uploads", ready: "table" },
  { name: "uploads-filtered", path: "/admin/uploads?state=abandoned", ready: ".state" },
  { name: "uploads-failed", path: "/admin/uploads?by=a", before: (page) => dead(page, "/uploads"), ready: ".state .bad, .state .badge.bad" },
  { name: "uploads-loading", path: "/admin/uploads?by=b", before: (page) => slow(page, "/uploads"), ready: ".skeleton" },
  { name: "upload-1-drop", path: "/admin/uploads/new", ready: ".drop" },
  { name: "upload-2-understood", path: `/admin/uploads/${uploads.checked.upload}/understood`, ready: "table.read" },
  { name: "upload-2-undecided", path: `/admin/uploads/${uploads.undecided.upload}/understood`, ready: ".choice, table.read" },
  { name: "upload-3-check", path: `/admin/uploads/${uploads.checked.upload}/check`, ready: ".cells" },
  { name: "upload-4-report", path: `/admin/uploads/${uploads.stored.upload}`, ready: ".cells" },
  { name: "upload-4-refused", path: `/admin/uploads/${uploads.refused.upload}`, ready: ".track" },
  { name: "upload-correct", path: `/admin/uploads/new?corrects=${uploads.stored.upload}`, ready: ".drop" },
  { name: "members", path: "/admin/members", ready: "table, .state" },
  { name: "member", path: `/admin/members/${MEMBERS[0].id}`, ready: "table" },
  { name: "challenges", path: "/admin/challenges", ready: "table" },
  { name: "challenge", path: "/admin/challenges/warm-up", ready: "table" },
  { name: "challenge-form", path: "/admin/challenges/warm-up/edit", ready: ".section" },
  { name: "challenge-new", path: "/admin/challenges/new", ready: ".section" },
  { name: "layouts", path: "/admin/layouts", ready: ".group" },
  { name: "metrics", path: "/admin/metrics", ready: ".section" },
  { name: "not-allowed", path: "/ops", ready: ".state" },
  { name: "nowhere", path: "/admin/nowhere", ready: ".state" },
];
const LOOKS = [
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "phone", options: { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  { name: "phonedark", options: { colorScheme: "dark", viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true } },
];

const only = process.argv[2];
const looks = process.argv[3];
const browser = await launch();
const complaints = [];
for (const look of LOOKS.filter(({ name }) => looks === undefined || looks.split(",").includes(name))) {
  const { page, faults, context } = await open(browser, look.options);
  await signIn(page, { role: "admin", tenant, subject });
  for (const view of VIEWS.filter(({ name }) => only === undefined || name.startsWith(only))) {
    const at = `${view.name}-${look.name}`;
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await view.before?.(page);
    // Within the page, as by a link: a load would sign in anew.
    await page.evaluate((path) => globalThis.dispatchEvent(new PopStateEvent("popstate", { state: globalThis.history.pushState({}, "", path) })), view.path);
    try {
      await page.locator(view.ready).first().waitFor({ timeout: 20_000 });
      await page.waitForTimeout(700);
    } catch {
      complaints.push(`${at}: not ready`);
    }
    await picture(page, at);
    for (const found of await violations(page)) complaints.push(`${at}: axe ${found}`);
    if (await scrollsSideways(page)) complaints.push(`${at}: scrolls sideways`);
  }
  complaints.push(...faults.map((fault) => `${look.name}: ${fault}`));
  await context.close();
}
await browser.close();
console.log(`${VIEWS.length * LOOKS.length} pictures in console/target/shots`);
for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
