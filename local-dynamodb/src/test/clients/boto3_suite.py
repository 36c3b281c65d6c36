"""boto3 against local-dynamodb: python boto3_suite.py http://127.0.0.1:PORT"""

import datetime
import decimal
import sys
import unittest

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = dict(
    endpoint_url=sys.argv.pop(),
    region_name="eu-west-1",
    aws_access_key_id="key",
    aws_secret_access_key="secret",
    config=Config(retries={"max_attempts": 1}),
)
client = boto3.client("dynamodb", **ENDPOINT)
streams = boto3.client("dynamodbstreams", **ENDPOINT)
resource = boto3.resource("dynamodb", **ENDPOINT)


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.name = "Boto-" + cls.__name__
        client.create_table(
            TableName=cls.name,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "N"},
                {"AttributeName": "colour", "AttributeType": "S"},
            ],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "by-colour",
                    "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        client.get_waiter("table_exists").wait(TableName=cls.name)

    @classmethod
    def tearDownClass(cls):
        client.delete_table(TableName=cls.name)
        client.get_waiter("table_not_exists").wait(TableName=cls.name)

    def test_a_table_is_described_with_times(self):
        table = client.describe_table(TableName=self.name)["Table"]

        self.assertEqual("ACTIVE", table["TableStatus"])
        self.assertIsInstance(table["CreationDateTime"], datetime.datetime)
        age = datetime.datetime.now(datetime.timezone.utc) - table["CreationDateTime"]
        self.assertLess(abs(age.total_seconds()), 60)

    def test_items_of_all_types_come_back_as_they_were(self):
        item = {
            "pk": "types",
            "sk": decimal.Decimal("1.5"),
            "text": "grüße",
            "number": decimal.Decimal("12345678901234567890123456789012345678"),
            "bytes": b"\x00\x01\xff",
            "yes": True,
            "nothing": None,
            "texts": {"a", "b"},
            "numbers": {decimal.Decimal(1), decimal.Decimal("2.5")},
            "blobs": {b"\x01", b"\x02"},
            "list": ["x", decimal.Decimal(1), {"deep": [True]}],
            "empty": {"text": "", "list": [], "map": {}, "bytes": b""},
        }
        resource.Table(self.name).put_item(Item=item)

        found = resource.Table(self.name).get_item(Key={"pk": "types", "sk": decimal.Decimal("1.5")})["Item"]

        self.assertEqual(item, found)

    def test_a_failed_condition_brings_the_item(self):
        table = resource.Table(self.name)
        table.put_item(Item={"pk": "condition", "sk": 1, "version": 7})

        with self.assertRaises(client.exceptions.ConditionalCheckFailedException) as refused:
            client.put_item(
                TableName=self.name,
                Item={"pk": {"S": "condition"}, "sk": {"N": "1"}},
                ConditionExpression="attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )

        answer = refused.exception.response
        self.assertEqual("The conditional request failed", answer["Error"]["Message"])
        self.assertEqual({"N": "7"}, answer["Item"]["version"])

    def test_a_cancelled_transaction_brings_its_reasons(self):
        with self.assertRaises(client.exceptions.TransactionCanceledException) as refused:
            client.transact_write_items(
                TransactItems=[
                    {"Put": {"TableName": self.name, "Item": {"pk": {"S": "t"}, "sk": {"N": "1"}}}},
                    {
                        "ConditionCheck": {
                            "TableName": self.name,
                            "Key": {"pk": {"S": "t"}, "sk": {"N": "2"}},
                            "ConditionExpression": "attribute_exists(pk)",
                        }
                    },
                ]
            )

        answer = refused.exception.response
        self.assertEqual(["None", "ConditionalCheckFailed"], [r["Code"] for r in answer["CancellationReasons"]])
        self.assertIn("[None, ConditionalCheckFailed]", answer["Error"]["Message"])

    def test_an_update_counts(self):
        table = resource.Table(self.name)
        for _ in range(3):
            answer = table.update_item(
                Key={"pk": "count", "sk": 1},
                UpdateExpression="ADD hits :one",
                ExpressionAttributeValues={":one": 1},
                ReturnValues="UPDATED_NEW",
            )

        self.assertEqual({"hits": 3}, answer["Attributes"])

    def test_a_batch_of_many_and_all_pages_of_a_query(self):
        table = resource.Table(self.name)
        with table.batch_writer() as batch:
            for number in range(60):
                batch.put_item(Item={"pk": "many", "sk": number, "colour": "red" if number % 2 else "blue"})

        pages = client.get_paginator("query").paginate(
            TableName=self.name,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :from AND :to",
            ExpressionAttributeValues={":pk": {"S": "many"}, ":from": {"N": "5"}, ":to": {"N": "44"}},
            PaginationConfig={"PageSize": 7},
        )
        numbers = [int(item["sk"]["N"]) for page in pages for item in page["Items"]]
        red = table.query(
            IndexName="by-colour",
            KeyConditionExpression=Key("colour").eq("red"),
            FilterExpression=Attr("sk").lt(10),
            Select="COUNT",
        )

        self.assertEqual(list(range(5, 45)), numbers)
        self.assertEqual((5, 30), (red["Count"], red["ScannedCount"]))

    def test_a_stream_tells_every_change(self):
        table = resource.Table(self.name)
        table.put_item(Item={"pk": "streamed", "sk": 1, "n": 1})
        table.put_item(Item={"pk": "streamed", "sk": 1, "n": 2})
        table.delete_item(Key={"pk": "streamed", "sk": 1})

        records = [r for r in self.records() if r["dynamodb"]["Keys"]["pk"]["S"] == "streamed"]

        self.assertEqual(["INSERT", "MODIFY", "REMOVE"], [r["eventName"] for r in records])
        self.assertEqual({"N": "2"}, records[2]["dynamodb"]["OldImage"]["n"])
        self.assertIsInstance(records[0]["dynamodb"]["ApproximateCreationDateTime"], datetime.datetime)

    def records(self):
        arn = client.describe_table(TableName=self.name)["Table"]["LatestStreamArn"]
        for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
            iterator = streams.get_shard_iterator(
                StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            while iterator:
                page = streams.get_records(ShardIterator=iterator)
                yield from page["Records"]
                iterator = page.get("NextShardIterator") if page["Records"] else None

    def test_time_to_live_and_tags(self):
        arn = client.describe_table(TableName=self.name)["Table"]["TableArn"]
        client.update_time_to_live(
            TableName=self.name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
        )
        client.tag_resource(ResourceArn=arn, Tags=[{"Key": "owner", "Value": "boto3"}])

        ttl = client.describe_time_to_live(TableName=self.name)["TimeToLiveDescription"]
        tags = client.list_tags_of_resource(ResourceArn=arn)["Tags"]

        self.assertEqual("expires", ttl["AttributeName"])
        self.assertEqual([{"Key": "owner", "Value": "boto3"}], tags)

    def test_what_is_refused_has_its_code(self):
        with self.assertRaises(client.exceptions.ResourceNotFoundException):
            client.get_item(TableName="No-such-table", Key={"pk": {"S": "x"}})
        with self.assertRaises(ClientError) as refused:
            client.get_item(TableName=self.name, Key={"pk": {"S": "x"}})
        self.assertEqual("ValidationException", refused.exception.response["Error"]["Code"])
        self.assertEqual(400, refused.exception.response["ResponseMetadata"]["HTTPStatusCode"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
