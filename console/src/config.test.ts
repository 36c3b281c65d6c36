import { afterEach, expect, test, vi } from "vitest";
import { loadConfig } from "./config";

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, text: string): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(text, { status })));
}

test.each([
  ["there is none", 404, "", "There is no file /console.json."],
  ["it is refused", 403, "", "The file /console.json cannot be loaded."],
  ["it is no JSON", 200, "<html>", "The file /console.json has to be a JSON object, and is not."],
  ["it is a number", 200, "7", "The file /console.json has to be a JSON object, and is not."],
  ["it names no client", 200, '{"issuer": "https://issuer.example"}', "The file /console.json does not have clientId."],
])("the settings cannot be read if %s, and it is said in words", async (_, status, text, said) => {
  answer(status, text);
  await expect(loadConfig()).rejects.toThrow(said);
});
