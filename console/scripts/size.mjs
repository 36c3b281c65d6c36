// Compares the built files with the budget of bytes, compressed as servers do.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const folder = new URL("../dist/assets/", import.meta.url);
const MAX_KB = 250;
// What each first view loads: the entry, the style sheet, and the view's own parts.
const ENTRY_MAX_KB = 170;

const sizes = await Promise.all(
  (await readdir(folder))
    .filter((name) => /\.(js|css)$/.test(name))
    .map(async (name) => ({ name, kb: gzipSync(await readFile(new URL(name, folder)), { level: 9 }).length / 1000 })),
);
const sum = (some) => some.reduce((all, { kb }) => all + kb, 0);
const all = sum(sizes);
const entry = sum(sizes.filter(({ name }) => name.startsWith("index-")));
console.log(`JavaScript and CSS: ${all.toFixed(1)} of ${MAX_KB} KB, the entry ${entry.toFixed(1)} of ${ENTRY_MAX_KB} KB (gzip)`);
if (all > MAX_KB || entry > ENTRY_MAX_KB) {
  for (const { name, kb } of sizes.sort((one, other) => other.kb - one.kb)) console.error(`  ${kb.toFixed(1)} KB ${name}`);
  process.exit(1);
}
