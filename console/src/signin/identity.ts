import type { Config } from "../config";

export const ROLES = ["admin", "viewer", "member", "operator"] as const;
export type Role = (typeof ROLES)[number];

/// Who is signed in, by the token. The service judges the token itself; here it only decides what
/// is shown.
export interface Identity {
  readonly tenant: string;
  readonly role: Role;
  readonly subject: string;
  readonly name: string;
}

/// A claim is one value or a list of them; API Gateway passes a list as the text `[a b]`.
function values(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((value) => typeof value === "string");
  if (typeof claim !== "string") return [];
  return claim
    .replace(/^\[(.*)\]$/, "$1")
    .split(/[ ,]+/)
    .filter((value) => value !== "");
}

function payload(token: string): Map<string, unknown> {
  try {
    const base64 = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return new Map<string, unknown>(typeof claims === "object" && claims !== null ? Object.entries(claims) : []);
  } catch {
    return new Map<string, unknown>();
  }
}

/// Why a token does not identify anybody.
export type Unnamed = "no-role" | "several-roles" | "no-tenant" | "several-tenants";

/// Who is signed in, or why the token does not say it: it names one tenant, and one role that the
/// console knows.
export function identityOf(token: string, names: Config["claims"]): Identity | Unnamed {
  const claims = payload(token);
  const tenants = values(claims.get(names.tenant));
  const roles = values(claims.get(names.role)).filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  const [tenant] = tenants;
  const [role] = roles;
  if (role === undefined) return "no-role";
  if (new Set(roles).size > 1) return "several-roles";
  if (tenant === undefined) return "no-tenant";
  if (tenants.length > 1) return "several-tenants";
  const sub = claims.get("sub");
  // It is the member's id, which may have spaces and commas.
  const subject = typeof sub === "string" ? sub : "";
  const name = claims.get("name");
  return { tenant, role, subject, name: typeof name === "string" && name !== "" ? name : subject };
}
