"""What boto3, the AWS SDK that most scripts use, finds in a running local cloud.

Starts `bin/groundswell up` on free ports, and calls DynamoDB, S3, SQS, EventBridge and SNS as
https://docs.aws.amazon.com/boto3/latest/reference/services/ describes them.
"""

import signal
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from running_cloud import RunningCloud

SECONDS_MAX = 60
BUCKET = "groundswell-bucket"


def too_slow(_signal, _frame):
    raise TimeoutError(f"not done within {SECONDS_MAX} s")


class AwsCloud(RunningCloud):
    """A local cloud with boto3's clients for it."""

    def client(self, name, service, **config):
        return boto3.client(
            service,
            endpoint_url=self.addresses[name],
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(retries={"total_max_attempts": 1}, **config),
        )


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.cloud = AwsCloud(cls.folder.name)
        cls.addClassCleanup(cls.cloud.process.kill)
        cls.dynamodb = cls.cloud.client("DynamoDB", "dynamodb")
        cls.streams = cls.cloud.client("DynamoDB", "dynamodbstreams")
        cls.s3 = cls.cloud.client("S3", "s3")
        cls.sqs = cls.cloud.client("SQS", "sqs")
        cls.events = cls.cloud.client("EventBridge", "events")
        cls.sns = cls.cloud.client("SNS", "sns")

    def refused(self, code, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        self.assertEqual(caught.exception.response["Error"]["Code"], code)

    def test_lists_the_bucket_like_folders(self):
        for key in ("scripts/a/1", "scripts/a/2", "scripts/b", "scripts/ü + %.csv"):
            self.s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode())

        self.assertIn(BUCKET, [bucket["Name"] for bucket in self.s3.list_buckets()["Buckets"]])
        listed = self.s3.list_objects_v2(Bucket=BUCKET, Prefix="scripts/", Delimiter="/")
        self.assertEqual([each["Prefix"] for each in listed["CommonPrefixes"]], ["scripts/a/"])
        self.assertEqual(
            [each["Key"] for each in listed["Contents"]], ["scripts/b", "scripts/ü + %.csv"]
        )

    def test_keeps_the_checksum_of_a_large_upload(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"0123456789abcdef" * (9 << 16))
            file.flush()
            self.s3.upload_file(file.name, BUCKET, "large/file")

        head = self.s3.head_object(Bucket=BUCKET, Key="large/file", ChecksumMode="ENABLED")
        self.assertEqual(head["ContentLength"], 9 << 20)
        self.assertIn("ChecksumCRC32", head)

    def test_holds_deletions_to_their_condition(self):
        self.s3.put_object(Bucket=BUCKET, Key="conditions/a", Body=b"a")

        self.refused(
            "PreconditionFailed",
            self.s3.delete_object,
            Bucket=BUCKET,
            Key="conditions/a",
            IfMatch='"nope"',
        )
        self.refused(
            "AccessControlListNotSupported",
            self.s3.put_object,
            Bucket=BUCKET,
            Key="conditions/b",
            Body=b"b",
            ACL="public-read",
        )
        deleted = self.s3.delete_objects(
            Bucket=BUCKET, Delete={"Objects": [{"Key": "conditions/a"}]}
        )
        self.assertEqual(deleted["Deleted"][0]["Key"], "conditions/a")

    def test_copies_and_tells_versions(self):
        self.s3.put_object(Bucket=BUCKET, Key="copies/a", Body=b"a", ContentType="text/csv")
        self.s3.copy_object(
            Bucket=BUCKET, Key="copies/b", CopySource={"Bucket": BUCKET, "Key": "copies/a"}
        )

        self.assertEqual(
            self.s3.get_object(Bucket=BUCKET, Key="copies/b")["ContentType"], "text/csv"
        )
        versions = self.s3.list_object_versions(Bucket=BUCKET, Prefix="copies/")["Versions"]
        self.assertEqual([each["Key"] for each in versions], ["copies/a", "copies/b"])

    def test_takes_a_presigned_address(self):
        signer = self.cloud.client("S3", "s3", signature_version="s3v4")
        url = signer.generate_presigned_url(
            "put_object", Params={"Bucket": BUCKET, "Key": "signed/a"}, ExpiresIn=60
        )
        request = urllib.request.Request(url, data=b"a", method="PUT")
        with urllib.request.urlopen(request) as answer:
            self.assertEqual(answer.status, 200)

    def test_sends_messages_to_the_address_that_it_is_given(self):
        url = self.sqs.get_queue_url(QueueName="groundswell-RuleDeadLetterQueue")["QueueUrl"]
        self.assertTrue(url.startswith(self.cloud.addresses["SQS"]), url)
        self.assertIn(url, self.sqs.list_queues()["QueueUrls"])

    def test_puts_events(self):
        bus = [
            each["Name"]
            for each in self.events.list_event_buses()["EventBuses"]
            if each["Name"].startswith("groundswell")
        ]
        self.assertEqual(len(bus), 1)
        answer = self.events.put_events(
            Entries=[
                {
                    "EventBusName": bus[0],
                    "Source": "elsewhere",
                    "DetailType": "Unknown",
                    "Detail": "{}",
                }
            ]
        )
        self.assertEqual(answer["FailedEntryCount"], 0)
        self.assertTrue(self.events.list_rules(EventBusName=bus[0])["Rules"])

    def test_publishes_to_topics(self):
        topics = [each["TopicArn"] for each in self.sns.list_topics()["Topics"]]
        self.assertTrue(topics)
        answer = self.sns.publish(TopicArn=topics[0], Message="ü & <")
        self.assertTrue(answer["MessageId"])
        self.refused("NotFound", self.sns.publish, TopicArn=topics[0] + "x", Message="m")

    def test_reads_and_writes_tables(self):
        tables = self.dynamodb.list_tables()["TableNames"]
        users = next(name for name in tables if "Users" in name)
        described = self.dynamodb.describe_table(TableName=users)["Table"]
        self.assertEqual([key["AttributeName"] for key in described["KeySchema"]], ["PK", "SK"])

        self.dynamodb.create_table(
            TableName="scripts",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )
        item = {"id": {"S": "ü"}, "value": {"N": "7.5"}}
        answer = self.dynamodb.put_item(TableName="scripts", Item=item)
        self.assertNotIn("ConsumedCapacity", answer)
        found = self.dynamodb.get_item(TableName="scripts", Key={"id": {"S": "ü"}})
        self.assertEqual(found["Item"], item)
        self.refused(
            "ConditionalCheckFailedException",
            self.dynamodb.put_item,
            TableName="scripts",
            Item=item,
            ConditionExpression="attribute_not_exists(id)",
        )

        stream = self.streams.list_streams(TableName="scripts")["Streams"][0]["StreamArn"]
        shard = self.streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"][0]
        iterator = self.streams.get_shard_iterator(
            StreamArn=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        records = self.streams.get_records(ShardIterator=iterator)["Records"]
        self.assertEqual([record["dynamodb"]["NewImage"] for record in records], [item])

    def test_keeps_web_pages_out(self):
        for address in self.cloud.addresses.values():
            request = urllib.request.Request(
                address + "/", headers={"Origin": "https://attacker.example"}
            )
            with self.assertRaises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(request)
            self.assertEqual(caught.exception.code, 403, address)

    def test_zz_ends_without_a_word_when_asked_to(self):
        code, said = self.cloud.stop()

        self.assertEqual(said, "")
        self.assertIn(code, (0, 128 + signal.SIGTERM, -signal.SIGTERM))


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(SECONDS_MAX)
    started = time.monotonic()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Clients)
    result = unittest.TextTestRunner(stream=open("/dev/null", "w")).run(suite)
    for _, trace in result.failures + result.errors:
        print(trace, file=sys.stderr)
    failed = len(result.failures) + len(result.errors)
    seconds = time.monotonic() - started
    print(f"boto3 against the local cloud: {result.testsRun} tests, {failed} failed, {seconds:.0f} s")
    sys.exit(1 if failed or not result.testsRun else 0)
