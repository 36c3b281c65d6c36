// The local cloud's bucket, as somebody with its keys uses it.
import { AwsClient } from "aws4fetch";

const BUCKET = "groundswell-bucket";
// The keys that `groundswell up` prints.
const client = new AwsClient({ accessKeyId: "local", secretAccessKey: "local", region: "us-east-1", service: "s3", retries: 0 });

async function call(method, path, body) {
  const address = new URL(path, `${process.env.S3_URL}/${BUCKET}/`);
  const response = await client.fetch(address.href, { method, ...(body === undefined ? {} : { body }) });
  if (!response.ok) throw new Error(`${method} ${address.href}: ${response.status} ${await response.text()}`);
  return response;
}

async function keys(prefix) {
  const list = await (await call("GET", `?list-type=2&prefix=${encodeURIComponent(prefix)}`)).text();
  return [...list.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key);
}

/// Deletes what is below a prefix.
///
/// @return a function that puts it back
export async function remove(prefix) {
  const kept = new Map();
  for (const key of await keys(prefix)) {
    kept.set(key, Buffer.from(await (await call("GET", key)).arrayBuffer()));
    await call("DELETE", key);
  }
  if (kept.size === 0) throw new Error(`nothing is below ${prefix}`);
  return async () => {
    for (const [key, content] of kept) await call("PUT", key, content);
  };
}
