// A tenant with something to look at: members, challenges, and uploads in several states.
import { setTimeout as pause } from "node:timers/promises";
import { caller } from "./browser.mjs";
import { remove } from "./bucket.mjs";

const POLL_MILLIS = 300;
const PATIENCE_MILLIS = 60_000;

export function day(offset) {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

const NAMES = ["Jürgen Weiß", "Aylin Demir", "Marek Nowak", "Jana Holub", "Piet de Wit", "Ruth Vogel", "Chidi Okafor", "Mika Sato", "Zoë Lambert", "Ada Byron", "Tomás Ruiz", "Ingrid Dahl"];
const TEAMS = ["Blue", "Green", "Sand"];
export const MEMBERS = NAMES.map((name, index) => ({ id: String(158 + index).padStart(6, "0"), name, team: TEAMS[index % 3] }));

export const FILES = {
  members: `member_id,display_name,team,time_zone,challenges\n${MEMBERS.map(({ id, name, team }) => `${id},${name},${team},Europe/Berlin,warm-up|floors`).join("\n")}\n`,
  // Without the last four of them.
  complete: `member_id,display_name,team,time_zone,challenges\n${MEMBERS.slice(0, -4).map(({ id, name, team }) => `${id},${name},${team},Europe/Berlin,warm-up|floors`).join("\n")}\n`,
  steps: `member_id,date,metric,value\n${MEMBERS.flatMap(({ id }, member) => Array.from({ length: 14 }, (_, back) => `${id},${day(-14 + back)},steps,${6_000 + ((member * 977 + back * 1_313) % 12_000)}`)).join("\n")}\n`,
  // A German one, with faults in some cells.
  faulty: `Personalnummer;Datum;Schritte\n${MEMBERS.flatMap(({ id }, member) =>
    Array.from({ length: 4 }, (_, back) => {
      const date = day(-30 + back).split("-").reverse().join(".");
      const value = (7 + ((member + back) % 9)).toString() + "." + String(100 + member * 37 + back * 11).padStart(3, "0");
      if (member === 3) return `${id.replace(/^0+/, "")};${date};${value}`;
      if (member === 5 && back < 2) return `${id};${date};krank`;
      if (member === 7 && back === 1) return `${id};${date};268.418`;
      return `${id};${date};${value}`;
    }),
  ).join("\n")}\n`,
  // German as well; no layout fits it.
  kilometres: `Personalnummer;Name;Datum;Kilometer;\n000158;Jürgen Weiß;${day(-3).split("-").reverse().join(".")};12,5;\n000159;Aylin Demir;${day(-3).split("-").reverse().join(".")};7,25;\n`,
  ambiguous: `Nr;Tag;Kilometer\n000158;${day(-3).split("-").reverse().join(".")};1.310\n000159;${day(-3).split("-").reverse().join(".")};2.204\n`,
};

/// Asks until an answer is as it should be.
export async function until(ask, is) {
  const latest = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > latest) throw new Error(`not so within a minute: ${JSON.stringify(answer)}`);
    await pause(POLL_MILLIS);
  }
}

/// Uploads a file as a program would, and waits until it ends or waits itself.
export async function upload(call, { kind = "activity", name, content, check = false, leavers = false, mapping }) {
  const buffer = Buffer.from(content);
  const ticket = await call("POST", "/uploads", { kind, file_name: name, size_bytes: buffer.length, check, ...(leavers ? { leavers } : {}), ...(mapping === undefined ? {} : { mapping }) });
  const headers = Object.fromEntries(Object.entries(ticket.put_headers).filter(([header]) => header.toLowerCase() !== "content-length"));
  const put = await fetch(ticket.put_url, { method: "PUT", headers, body: buffer });
  if (!put.ok) throw new Error(`the file was refused: ${put.status}`);
  await call("POST", `/uploads/${ticket.upload}/complete`);
  return until(
    () => call("GET", `/uploads/${ticket.upload}`),
    ({ ended, state }) => ended || ["checked", "undecided"].includes(state),
  );
}

const FILES_LOST = 6;

/// Fills a tenant.
///
/// @return the ids of its uploads, by what they are
export async function fill(tenant, subject) {
  const call = await caller("admin", tenant, subject);
  await call("PUT", "/challenges/warm-up", {
    name: "Winter Warm-up",
    period: { start: day(-20), end: day(22) },
    rule: { type: "total", metric: "steps", daily_cap: 25_000 },
    goal: 300_000,
    join_deadline: day(5),
    grace_days: 3,
    rewards: [
      { percent: 50, points: 100 },
      { percent: 100, points: 250 },
    ],
  });
  await call("PUT", "/challenges/floors", { name: "Floors for All", period: { start: day(3), end: day(33) }, rule: { type: "daily-goal", metric: "floors", threshold: 10 }, goal: 20 });
  const members = await upload(call, { kind: "members", name: "members-payroll.csv", content: FILES.members });
  const steps = await upload(call, { name: "steps-november.csv", content: FILES.steps });
  const mapping = "member_id=Personalnummer; date=Datum:dd.MM.yyyy; metric:steps=Schritte:#.##0";
  await call("PUT", "/mappings/hr-monthly", { kind: "activity", mapping });
  const stored = await upload(call, { name: "Schritte_KW46.csv", content: FILES.faulty });
  const refused = await upload(call, { name: "letter.csv", content: "Dear Petra\nplease find attached\n" });
  const undecided = await upload(call, { name: "Strecken.csv", content: FILES.ambiguous, check: true, mapping: "member_id=Nr; date=Tag:dd.MM.yyyy; metric:distance_km=Kilometer" });
  const columns = await upload(call, { name: "Kilometer_KW47.csv", content: FILES.kilometres, check: true });
  const checked = await upload(call, { name: "Schritte_KW47.csv", content: FILES.faulty.replaceAll(";7.", ";9."), check: true });
  const leavers = await upload(call, { kind: "members", name: "members-complete.csv", content: FILES.complete, leavers: true });
  return { members, steps, leavers, stored, refused, undecided, columns, checked };
}

/// The error of an object that is not in the bucket: a function that may not list it is refused, and does not learn why.
export const ROWS_LOST = /^(S3Exception|object-missing)$/;

/// A tenant whose rows vanish from the bucket between their check and their storing: each file fails with one message.
///
/// @return a function that puts the rows back
export async function loseRows(tenant, files) {
  const call = await caller("admin", tenant, "petra");
  const ids = MEMBERS.slice(0, 4).map(({ id }) => id);
  await call("PUT", "/challenges/warm-up", { name: "Winter Warm-up", period: { start: day(-20), end: day(22) }, rule: { type: "total", metric: "steps" }, goal: 300_000 });
  await upload(call, { kind: "members", name: "members.csv", content: `member_id,display_name,team,time_zone,challenges\n${ids.map((id) => `${id},Member ${id},,,warm-up`).join("\n")}\n` });
  const checked = [];
  // One after the other: a tenant has few places for files that are read.
  for (let file = 1; file <= files; file += 1) {
    const rows = ids.map((id) => `${id},${day(-file)},steps,${4_000 + file}`);
    checked.push(await upload(call, { name: `steps-${file}.csv`, content: `member_id,date,metric,value\n${rows.join("\n")}\n`, check: true }));
  }
  const putBack = await remove(`partitions/${tenant}/`);
  for (const { upload: id } of checked) await call("POST", `/uploads/${id}/apply`, {});
  return putBack;
}

/// An incident in two tenants: nobody has mended the first; the second was redriven too early, and then to its end.
///
/// @return ids of the group and of both redrives
export async function stageIncident() {
  const call = await caller("operator", "operations", "t.okafor");
  await loseRows("acme", FILES_LOST);
  const putBack = await loseRows("borealis", FILES_LOST);
  const open = await until(
    () => call("GET", "/failure-groups"),
    ({ groups }) => groups.some(({ error, open: failed }) => ROWS_LOST.test(error) && failed === 2 * FILES_LOST),
  );
  const { group } = open.groups.find(({ error }) => ROWS_LOST.test(error));
  const redrive = async (reason, filter) => {
    const { redrive: id } = await call("POST", "/redrives", { filter: { group, state: "open", ...filter }, reason });
    await until(() => call("GET", `/redrives/${id}`), ({ ended }) => ended);
    return id;
  };
  const stopped = await redrive("Perhaps it has passed", {});
  await putBack();
  // What failed again is open again a moment later.
  await until(
    () => call("GET", "/failures?state=redriving"),
    ({ failures }) => failures.length === 0,
  );
  await call("POST", "/operations/tenants/closed/remove", { reason: "The contract ended", confirm: "closed" });
  const completed = await redrive("The rows of borealis are back", { tenant: "borealis" });
  const queue = `${process.env.SQS_URL}/000000000000/groundswell-ProgressLiveQueue`;
  await fetch(queue, { method: "POST", body: new URLSearchParams({ Action: "SendMessage", MessageBody: "nonsense" }) });
  await until(
    () => call("GET", "/failure-groups"),
    ({ groups }) => groups.some(({ error, open: left }) => error === "undecodable" && left > 0),
  );
  return { group, stopped, completed };
}
