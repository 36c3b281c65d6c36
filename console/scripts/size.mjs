// Compares the built files with the budgets of bytes, compressed as servers do: of all of them, and of what the first view of
// each role loads.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const ALL_MAX_KB = 250;
/// The view that each role begins with, and the most that it may load. The font comes beside it.
const FIRST_VIEWS = [
  { who: "members", view: "Goals", maxKb: 170 },
  { who: "administrators", view: "UploadsList", maxKb: 190 },
  { who: "operators", view: "Pipeline", maxKb: 190 },
];

const files = new Map();
for (const name of await readdir(new URL("assets/", dist))) {
  if (!/\.(js|css)$/.test(name)) continue;
  const bytes = await readFile(new URL(`assets/${name}`, dist));
  files.set(name, { text: bytes.toString(), kb: gzipSync(bytes, { level: 9 }).length / 1000 });
}

/// The file of a view, whose name has a hash.
function fileOf(view) {
  const name = [...files.keys()].find((each) => each.startsWith(`${view}-`) && each.endsWith(".js"));
  if (name === undefined) throw new Error(`no file of the view ${view} is in dist/assets`);
  return name;
}

/// A script, and all that it imports before it runs; what it loads later, `import(...)`, is not among them.
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, other] of (files.get(name)?.text ?? "").matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) withImports(other, found);
  return found;
}

const sum = (names) => [...names].reduce((kb, name) => kb + files.get(name).kb, 0);
const page = [...(await readFile(new URL("index.html", dist), "utf8")).matchAll(/\/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name);
const budgets = [
  { what: "JavaScript and CSS", names: new Set(files.keys()), maxKb: ALL_MAX_KB },
  ...FIRST_VIEWS.map(({ who, view, maxKb }) => ({
    what: `first view of ${who}`,
    names: new Set([...page, ...withImports(fileOf(view)), ...page.filter((name) => name.endsWith(".js")).flatMap((name) => [...withImports(name)])]),
    maxKb,
  })),
];
console.log(`gzip: ${budgets.map(({ what, names, maxKb }) => `${what} ${sum(names).toFixed(1)} of ${maxKb} KB`).join(", ")}`);
const over = budgets.filter(({ names, maxKb }) => sum(names) > maxKb);
for (const { what, names } of over) {
  console.error(`${what}:`);
  for (const name of [...names].sort((one, other) => files.get(other).kb - files.get(one).kb)) console.error(`  ${files.get(name).kb.toFixed(1)} KB ${name}`);
}
process.exit(over.length === 0 ? 0 : 1);
