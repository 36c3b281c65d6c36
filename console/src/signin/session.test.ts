import { expect, test } from "vitest";
import { parseConfig } from "../config";
import { Session } from "./session";

test("a tab that began no sign-in says so, in words", async () => {
  const session = new Session(parseConfig({ issuer: "https://issuer.example", clientId: "console" }, "https://console.example"));
  const back = session.comeBack(new URL("https://console.example/signed-in?code=1&state=2"), () => undefined);
  await expect(back).rejects.toThrow("This tab did not start the sign-in.");
});
