// Writes src/api/schema.ts from the API's document: the types of every request and answer.
import { writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const types = await openapiTS(new URL("../../api/openapi.yaml", import.meta.url));
await writeFile(
  new URL("../src/api/schema.ts", import.meta.url),
  `// Made from api/openapi.yaml by "npm run types".\n${astToString(types)}`,
);
