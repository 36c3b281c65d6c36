// Runs a command with a local cloud of its own, on free ports: with-cloud.mjs COMMAND...
// The command finds its addresses as CONSOLE_URL, S3_URL and so on.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const HOME = new URL("../../", import.meta.url).pathname;
// On a machine that does other things as well.
const START_MILLIS_MAX = 120_000;
// The whole of it takes two to five minutes on two cores, as busy as they are.
const COMMAND_MILLIS_MAX = 12 * 60_000;
const PARAMETERS = {
  // A group of failures is counted as soon as it has one.
  RecountSeconds: 1,
  // What fails is given up soon.
  BulkMaxReceiveCount: 2,
  RetryBackoffSeconds: 1,
  // A message is corrected by hand.
  EditAndRedrive: "true",
};

/// The addresses that `groundswell up` prints, by their names.
async function addressesOf(cloud) {
  const addresses = new Map();
  const said = [];
  for await (const line of createInterface({ input: cloud.stdout })) {
    said.push(line);
    const found = /^ +([\w-]+) +(http:\/\/127\.0\.0\.1:\d+)\/?$/.exec(line);
    if (found !== null) addresses.set(found[1], found[2]);
    if (line.includes("groundswell --help")) return addresses;
  }
  throw new Error(`the local cloud did not start; console/target/stories/cloud.log says why\n${said.join("\n")}`);
}

function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

// What the cloud complains about: much of it is meant, as a story breaks something.
const logs = new URL("../target/stories/", import.meta.url);
await mkdir(logs, { recursive: true });
const log = await open(new URL("cloud.log", logs), "w");
const folder = await mkdtemp(join(tmpdir(), "groundswell-stories-"));
const parameters = Object.entries(PARAMETERS).flatMap(([name, value]) => ["--parameter", `${name}=${value}`]);
const cloud = spawn(join(HOME, "bin", "groundswell"), ["up", "--port", "0", ...parameters], { cwd: folder, stdio: ["ignore", "pipe", log.fd] });
const ended = endOf(cloud);
const starting = setTimeout(() => cloud.kill(), START_MILLIS_MAX);
let code = 1;
try {
  const addresses = await addressesOf(cloud);
  clearTimeout(starting);
  cloud.stdout.resume();
  if (!addresses.has("Console")) throw new Error("the console is not built; build it with: make console");
  const [command, ...args] = process.argv.slice(2);
  const env = { ...process.env, ...Object.fromEntries([...addresses].map(([name, address]) => [`${name.toUpperCase()}_URL`, address])) };
  const running = spawn(command, args, { stdio: "inherit", env });
  const late = setTimeout(() => {
    console.error(`not done within ${COMMAND_MILLIS_MAX / 60_000} minutes`);
    running.kill();
  }, COMMAND_MILLIS_MAX);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => running.kill());
  code = await endOf(running);
  clearTimeout(late);
} finally {
  cloud.kill();
  await ended;
  await rm(folder, { recursive: true, force: true });
}
process.exit(code);
