// What the stories and the pictures share: a browser, a person who signs in, and axe.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

/// Where the local cloud serves the console.
export const BASE = process.env.CONSOLE_URL;

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/// A page whose faults are kept: violations of the policy, errors of the console, uncaught ones.
export async function open(browser, options = {}) {
  // The source of axe is added by the debugger, which the page's policy does not bind.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", locale: "en-GB", timezoneId: "Europe/Berlin", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    // A refused request is no fault of the page: views say what it means.
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) faults.push(`console: ${text}`);
  });
  return { context, page, faults };
}

/// Signs in at the local issuer's page.
export async function signIn(page, { role, tenant, subject }, address = "/") {
  await page.goto(new URL(address, BASE).href);
  await fillIssuerPage(page, { role, tenant, subject });
  await page.waitForURL((url) => url.origin === new URL(BASE).origin && url.pathname !== "/signed-in" && url.pathname !== "/");
  await page.locator("h1").first().waitFor();
}

export async function fillIssuerPage(page, { role, tenant, subject }) {
  await page.waitForURL(/\/oauth2\/authorize/);
  await page.locator('[name="tenant"]').fill(tenant);
  await page.locator('[name="subject"]').fill(subject);
  const choice = page.locator('[name="role"]').first();
  if ((await choice.evaluate((element) => element.tagName)) === "SELECT") await choice.selectOption(role);
  else await page.locator(`[name="role"][value="${role}"]`).check();
  await page.locator('button[type="submit"], button:not([type])').first().click();
}

/// All that axe finds, its rules of best practice included, and targets of less than 24 px (WCAG 2.2, 2.5.8), which it looks
/// for only if it is asked to.
export async function violations(page) {
  await page.evaluate(axeSource);
  const { violations: found } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary.split("\n").slice(1, 2).join("").trim()})`).join("; ")}`);
}

/// On phones, what is pressed is at least this high. Links in texts and tables are as high as their line.
const PHONE_TARGET_PX = 44;
const PHONE_WIDTH_MAX = 820;
const TARGETS = 'button, select, input:not([type="file"]), textarea, summary, .btn, nav a, [role="option"]';

/// On a phone: what is too low for a finger. The label of a box or a radio button is pressed as well.
export async function smallTargets(page) {
  if (page.viewportSize().width > PHONE_WIDTH_MAX) return [];
  return page.evaluate(
    ([targets, least]) => {
      const open = document.querySelector("dialog[open]") ?? document.body;
      const lowest = [...open.querySelectorAll(targets)].flatMap((element) => {
        const pressed = element.matches('[type="checkbox"], [type="radio"]') ? (element.closest("label") ?? element) : element;
        const { width, height, bottom } = pressed.getBoundingClientRect();
        // What is not drawn, or waits above the page until it has the focus.
        const absent = width <= 1 || height <= 1 || bottom <= 0 || getComputedStyle(pressed).visibility === "hidden";
        // A rounded half pixel is no fault.
        return absent || height > least - 0.5 ? [] : [`${height.toFixed(0)} px: ${pressed.outerHTML.slice(0, 120)}`];
      });
      return [...new Set(lowest)];
    },
    [TARGETS, PHONE_TARGET_PX],
  );
}

export async function scrollsSideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/// Goes to an address within the page, as by a link: a load would sign in anew.
export async function goTo(page, path) {
  await page.evaluate((address) => globalThis.dispatchEvent(new PopStateEvent("popstate", { state: globalThis.history.pushState({}, "", address) })), path);
}

export async function picture(page, name, into = "shots") {
  const folder = new URL(`../target/${into}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  // As tall as its content: what stays in place at an edge would cover some of it else.
  const viewport = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: viewport.width, height: Math.max(viewport.height, height) });
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: true });
  await page.setViewportSize(viewport);
}

/// A call of the API, as somebody with a token of the local issuer: for what a story finds already
/// there.
export async function caller(role, tenant, subject) {
  const { issuer } = await (await fetch(new URL("/console.json", BASE))).json();
  const body = new URLSearchParams({ tenant, role, subject });
  const answer = await fetch(`${issuer}/oauth2/token`, { method: "POST", body });
  const { access_token: token } = await answer.json();
  return async (method, path, content) => {
    const response = await fetch(new URL(path, BASE), {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}
