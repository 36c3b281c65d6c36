// A tenant with something to look at: members, challenges, and uploads in several states.
import { caller } from "./browser.mjs";

export function day(offset) {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

const NAMES = ["Jürgen Weiß", "Aylin Demir", "Marek Nowak", "Jana Holub", "Piet de Wit", "Ruth Vogel", "Chidi Okafor", "Mika Sato", "Zoë Lambert", "Ada Byron", "Tomás Ruiz", "Ingrid Dahl"];
const TEAMS = ["Blue", "Green", "Sand"];
export const MEMBERS = NAMES.map((name, index) => ({ id: String(158 + index).padStart(6, "0"), name, team: TEAMS[index % 3] }));

export const FILES = {
  members: `member_id,display_name,team,time_zone,challenges\n${MEMBERS.map(({ id, name, team }) => `${id},${name},${team},Europe/Berlin,warm-up|floors`).join("\n")}\n`,
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
  ambiguous: `Nr;Tag;Kilometer\n000158;${day(-3).split("-").reverse().join(".")};1.310\n000159;${day(-3).split("-").reverse().join(".")};2.204\n`,
};

/// Uploads a file as a program would, and waits until it ends or waits itself.
export async function upload(call, { kind = "activity", name, content, check = false, mapping }) {
  const buffer = Buffer.from(content);
  const ticket = await call("POST", "/uploads", { kind, file_name: name, size_bytes: buffer.length, check, ...(mapping === undefined ? {} : { mapping }) });
  const headers = Object.fromEntries(Object.entries(ticket.put_headers).filter(([header]) => header.toLowerCase() !== "content-length"));
  const put = await fetch(ticket.put_url, { method: "PUT", headers, body: buffer });
  if (!put.ok) throw new Error(`the file was refused: ${put.status}`);
  await call("POST", `/uploads/${ticket.upload}/complete`);
  for (;;) {
    const state = await call("GET", `/uploads/${ticket.upload}`);
    if (state.ended || ["checked", "undecided"].includes(state.state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

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
  const checked = await upload(call, { name: "Schritte_KW47.csv", content: FILES.faulty.replaceAll(";7.", ";9."), check: true });
  return { members, steps, stored, refused, undecided, checked };
}
