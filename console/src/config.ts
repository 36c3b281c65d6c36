import { noteServerTime } from "./api/clock";
import { t } from "./texts";

const texts = t.signIn.settings;

/// Where the console finds the others. `/console.json` has it, written at deployment.
export interface Config {
  /// The address of the OpenID Connect issuer.
  readonly issuer: string;
  readonly clientId: string;
  /// The address of the API; without one it is the console's own.
  readonly api: string;
  /// Whether boards are cached: at the console's own address, for browsers with its cookies.
  readonly cachedBoards: boolean;
  /// What to ask the issuer for.
  readonly scope: string;
  /// The claims with tenant and role, as the API's stack names them.
  readonly claims: { readonly tenant: string; readonly role: string };
}

export class ConfigError extends Error {}

/// @throws ConfigError if something is missing or is no address
export function parseConfig(json: unknown, origin: string): Config {
  if (typeof json !== "object" || json === null) throw new ConfigError(texts.unreadable);
  const fields = new Map<string, unknown>(Object.entries(json));
  const text = (name: string, otherwise?: string): string => {
    const value = fields.get(name) ?? otherwise;
    if (typeof value !== "string" || value === "") throw new ConfigError(texts.missing(name));
    return value;
  };
  const address = (name: string, otherwise?: string): string => {
    const value = text(name, otherwise);
    if (!URL.canParse(value, origin)) throw new ConfigError(texts.noAddress(name, value));
    return new URL(value, origin).href.replace(/\/$/, "");
  };
  const claims = fields.get("claims");
  const named = new Map<string, unknown>(typeof claims === "object" && claims !== null ? Object.entries(claims) : []);
  const claim = (name: string): string => {
    const value = named.get(name);
    return typeof value === "string" && value !== "" ? value : name;
  };
  return {
    issuer: address("issuer"),
    clientId: text("clientId"),
    api: address("api", origin),
    cachedBoards: fields.get("cachedBoards") === true,
    scope: text("scope", "openid"),
    claims: { tenant: claim("tenant"), role: claim("role") },
  };
}

export async function loadConfig(): Promise<Config> {
  // The page has begun to load it; other options than these would load it a second time.
  const response = await fetch("/console.json");
  // The first answer of all tells the time by which tokens are judged.
  noteServerTime(response.headers.get("Date"));
  if (!response.ok) throw new ConfigError(response.status === 404 ? texts.absent : texts.refused);
  let json: unknown;
  try {
    json = await response.json();
  } catch {
    throw new ConfigError(texts.unreadable);
  }
  return parseConfig(json, location.origin);
}
