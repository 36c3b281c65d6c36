import * as oauth from "oauth4webapi";
import { serverNow } from "../api/clock";
import type { Config } from "../config";
import { t } from "../texts";

/// A sign-in that has begun. The verifier proves to the issuer that the one who comes back with the
/// code is the one who left (RFC 7636).
export interface Begun {
  readonly state: string;
  readonly verifier: string;
  readonly nonce: string;
  /// What the issuer says of itself, so that nobody has to ask it again.
  readonly server: oauth.AuthorizationServer;
}

export interface Tokens {
  readonly accessToken: string;
  /// By this computer's clock, in milliseconds.
  readonly expiresAt: number;
}

/* The issuer of `make up` has no encryption; any other one needs it. The option is marked as
   deprecated only to make readers look twice. */
/* eslint-disable @typescript-eslint/no-deprecated */
function options(issuer: URL): { [oauth.allowInsecureRequests]?: true } {
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(issuer.hostname);
  return issuer.protocol === "http:" && loopback ? { [oauth.allowInsecureRequests]: true } : {};
}
/* eslint-enable @typescript-eslint/no-deprecated */

/// Authorization code with PKCE at one issuer.
export class Oidc {
  private readonly config: Config;
  private readonly issuer: URL;
  private readonly client: oauth.Client;
  private readonly returnTo: string;
  private server: Promise<oauth.AuthorizationServer> | undefined;

  constructor(config: Config, origin: string) {
    this.config = config;
    this.issuer = new URL(config.issuer);
    this.client = { client_id: config.clientId };
    this.returnTo = `${origin}/signed-in`;
  }

  private discover(): Promise<oauth.AuthorizationServer> {
    this.server ??= oauth
      .discoveryRequest(this.issuer, { algorithm: "oidc", ...options(this.issuer) })
      .then((response) => oauth.processDiscoveryResponse(this.issuer, response))
      .catch((failure: unknown) => {
        this.server = undefined;
        throw failure;
      });
    return this.server;
  }

  /// The issuer's page to go to, and what is needed when it sends the browser back.
  async begin(prefix = ""): Promise<{ begun: Begun; address: string }> {
    const server = await this.discover();
    if (server.authorization_endpoint === undefined) throw new Error(t.signIn.noPage);
    const begun: Begun = {
      state: prefix + oauth.generateRandomState(),
      verifier: oauth.generateRandomCodeVerifier(),
      nonce: oauth.generateRandomNonce(),
      server,
    };
    const address = new URL(server.authorization_endpoint);
    const parameters = {
      client_id: this.config.clientId,
      redirect_uri: this.returnTo,
      response_type: "code",
      scope: this.config.scope,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return { begun, address: address.href };
  }

  /// Exchanges the code of the address that the issuer sent the browser to.
  async finish(begun: Begun, returned: URL): Promise<Tokens> {
    const { server } = begun;
    // A token was issued by the time of a service, which this computer's clock may be far from.
    const client: oauth.Client = { ...this.client, [oauth.clockSkew]: Math.round((serverNow() - Date.now()) / 1_000) };
    const parameters = oauth.validateAuthResponse(server, client, returned, begun.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      this.returnTo,
      begun.verifier,
      options(this.issuer),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: begun.nonce,
      requireIdToken: false,
    });
    const lifeSeconds = tokens.expires_in ?? 300;
    return { accessToken: tokens.access_token, expiresAt: Date.now() + lifeSeconds * 1000 };
  }
}
