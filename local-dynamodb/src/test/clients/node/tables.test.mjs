// The SDK for JavaScript against local-dynamodb: node --test tables.test.mjs
// ENDPOINT names the server, NODE_PACKAGES the folder in which the SDK is installed.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

const require = createRequire(process.env.NODE_PACKAGES + "/");
const {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  paginateScan,
  waitUntilTableExists,
} = require("@aws-sdk/client-dynamodb");
const { DescribeStreamCommand, DynamoDBStreamsClient, GetRecordsCommand, GetShardIteratorCommand } =
  require("@aws-sdk/client-dynamodb-streams");
const { BatchWriteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } =
  require("@aws-sdk/lib-dynamodb");

const settings = {
  endpoint: process.env.ENDPOINT,
  region: "eu-west-1",
  credentials: { accessKeyId: "key", secretAccessKey: "secret" },
  maxAttempts: 1,
};
const client = new DynamoDBClient(settings);
const streams = new DynamoDBStreamsClient(settings);
const documents = DynamoDBDocumentClient.from(client);
const TableName = "Node";

before(async () => {
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName });
});

after(() => client.send(new DeleteTableCommand({ TableName })));

test("a table is described with times", async () => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));

  assert.equal(Table.TableStatus, "ACTIVE");
  assert.ok(Math.abs(Date.now() - Table.CreationDateTime.getTime()) < 60_000);
});

test("items of all types come back as they were", async () => {
  const item = {
    pk: "types",
    text: "grüße",
    number: -12.5,
    bytes: new Uint8Array([0, 1, 255]),
    yes: true,
    nothing: null,
    texts: new Set(["a", "b"]),
    numbers: new Set([1, 2.5]),
    list: ["x", 1, { deep: [true] }],
    empty: { text: "", list: [], map: {} },
  };
  await documents.send(new PutCommand({ TableName, Item: item }));

  const { Item } = await documents.send(new GetCommand({ TableName, Key: { pk: "types" } }));

  assert.deepEqual(Item, item);
});

test("a failed condition brings the item", async () => {
  await documents.send(new PutCommand({ TableName, Item: { pk: "condition", version: 7 } }));

  await assert.rejects(
    client.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: "condition" } },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    ),
    (refused) => {
      assert.ok(refused instanceof ConditionalCheckFailedException);
      assert.equal(refused.message, "The conditional request failed");
      assert.deepEqual(refused.Item.version, { N: "7" });
      return true;
    },
  );
});

test("a cancelled transaction brings its reasons", async () => {
  await assert.rejects(
    client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: { pk: { S: "t1" } } } },
          { ConditionCheck: { TableName, Key: { pk: { S: "t2" } }, ConditionExpression: "attribute_exists(pk)" } },
        ],
      }),
    ),
    (refused) => {
      assert.ok(refused instanceof TransactionCanceledException);
      assert.deepEqual(
        refused.CancellationReasons.map((reason) => reason.Code),
        ["None", "ConditionalCheckFailed"],
      );
      assert.match(refused.message, /\[None, ConditionalCheckFailed\]/);
      return true;
    },
  );
});

test("an update counts", async () => {
  const update = new UpdateCommand({
    TableName,
    Key: { pk: "count" },
    UpdateExpression: "SET hits = if_not_exists(hits, :zero) + :one",
    ExpressionAttributeValues: { ":zero": 0, ":one": 1 },
    ReturnValues: "ALL_NEW",
  });
  await documents.send(update);

  const { Attributes } = await documents.send(update);

  assert.equal(Attributes.hits, 2);
});

test("a batch of many, and all pages of a scan", async () => {
  for (const from of [0, 25]) {
    const puts = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: { pk: `many-${from + i}` } } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
  }

  let found = 0;
  const scan = {
    TableName,
    FilterExpression: "begins_with(pk, :prefix)",
    ExpressionAttributeValues: { ":prefix": { S: "many-" } },
  };
  for await (const page of paginateScan({ client, pageSize: 9 }, scan)) found += page.Count;

  assert.equal(found, 50);
});

test("a stream tells every change", async () => {
  await documents.send(new PutCommand({ TableName, Item: { pk: "streamed", n: 1 } }));
  await documents.send(new PutCommand({ TableName, Item: { pk: "streamed", n: 2 } }));

  const found = (await records()).filter((record) => record.dynamodb.Keys.pk.S === "streamed");

  assert.deepEqual(
    found.map((record) => [record.eventName, record.dynamodb.OldImage?.n.N, record.dynamodb.NewImage.n.N]),
    [
      ["INSERT", undefined, "1"],
      ["MODIFY", "1", "2"],
    ],
  );
});

async function records() {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const all = [];
  for (const { ShardId } of StreamDescription.Shards) {
    let { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    while (ShardIterator) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      all.push(...page.Records);
      ShardIterator = page.Records.length > 0 ? page.NextShardIterator : undefined;
    }
  }
  return all;
}

test("what is refused has its name", async () => {
  await assert.rejects(client.send(new GetItemCommand({ TableName: "No-such-table", Key: { pk: { S: "x" } } })), {
    name: "ResourceNotFoundException",
  });
  await assert.rejects(client.send(new GetItemCommand({ TableName, Key: {} })), { name: "ValidationException" });
});
