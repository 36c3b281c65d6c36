package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.uploads.InboxFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bucket's policy keeps each client in the folders of its tenant, whatever its role allows.
class FoldersOfClients {
  /// The tenant of the caller's role; a role without the tag gets what is no tenant's id.
  private static final String TENANT = "${aws:PrincipalTag/tenant, '-'}";

  private static final String ROLES =
      "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::StackName}/inbox/*";

  private final Template template = Template.read();

  @Test
  void areAllThatAClientReaches() {
    var statement = statement("ClientsReachTheirOwnFolders");

    assertThat(statement.at("Action").text()).isEqualTo("s3:*");
    assertThat(texts(statement.at("NotResource")))
        .filteredOn(text -> !text.isEmpty())
        .containsExactly(
            "Bucket.Arn",
            "Bucket.Arn",
            "/inbox/" + TENANT + "/members/*",
            "Bucket.Arn",
            "/inbox/" + TENANT + "/activity/*",
            "Bucket.Arn",
            "/outbox/" + TENANT + "/*",
            "Bucket.Arn",
            "/rejects/" + TENANT + "/*");
  }

  /// Uploads read versions of files, so a client deletes none.
  @Test
  void areWrittenOnlyInTheInboxAndWithoutItsVersions() {
    assertThat(texts(statement("ClientsPutAndDeleteFiles").at("NotAction")))
        .containsExactly(
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject");
    assertThat(texts(statement("ClientsReadReportsAndRejects").at("NotAction")))
        .containsExactly("s3:GetObject");
  }

  @Test
  void areListedWithoutThoseOfOthers() {
    assertThat(texts(statement("ClientsMayOnlyListTheBucket").at("NotAction")))
        .containsExactly("s3:GetBucketLocation", "s3:ListBucket");
    assertThat(
            texts(
                statement("ClientsListTheirOwnFolders")
                    .at("Condition", "StringNotLike", "s3:prefix")))
        .containsExactly(
            "inbox/" + TENANT + "/*", "outbox/" + TENANT + "/*", "rejects/" + TENANT + "/*");
  }

  @Test
  void bindEveryRoleOfAClient() {
    var ofClients =
        statements().stream().filter(it -> it.at("Sid").text().startsWith("Clients")).toList();

    assertThat(ofClients)
        .hasSize(5)
        .allMatch(statement -> statement.at("Effect").is("Deny"))
        .allMatch(statement -> statement.at("Principal").is("*"))
        .allMatch(statement -> statement.at("Condition", "ArnLike", "aws:PrincipalArn").is(ROLES));
  }

  @Test
  void tellOfEveryFileInTheInbox() {
    var prefixes =
        template
            .resource("Bucket")
            .properties()
            .at("NotificationConfiguration", "QueueConfigurations")
            .items()
            .stream()
            .flatMap(it -> it.at("Filter", "S3Key", "Rules").items().stream())
            .map(rule -> rule.at("Value").text());

    assertThat(prefixes).containsExactly("uploads/", InboxFile.PREFIX);
  }

  /// An upload reads the version that came, also if the client replaces or deletes the file.
  @Test
  void keepReplacedFilesAsLongAsTheirUploadsMayNeedThem() {
    var rules =
        template.resource("Bucket").properties().at("LifecycleConfiguration", "Rules").items();

    assertThat(rules)
        .filteredOn(rule -> rule.at("Prefix").is(InboxFile.PREFIX))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.at("NoncurrentVersionExpiration", "NoncurrentDays").reference())
                    .contains("FailureRetentionDays"));
  }

  private Property statement(String id) {
    return statements().stream().filter(it -> it.at("Sid").is(id)).findFirst().orElseThrow();
  }

  private List<Property> statements() {
    return template.resource("BucketPolicy").properties().at("PolicyDocument", "Statement").items();
  }

  private static List<String> texts(Property property) {
    return property.texts().map(Property.Text::text).toList();
  }
}
