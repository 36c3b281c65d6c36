package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Parameters explain themselves; what is stored can be restored, and only its owner can read it.
class ParametersAndStores {
  private final Template template = Template.read();

  @Test
  void everyParameterHasADefaultAndADescription() {
    assertThat(template.parameters())
        .isNotEmpty()
        .allSatisfy(
            (_, parameter) -> {
              assertThat(parameter.at("Default").missing()).isFalse();
              assertThat(parameter.at("Description").text()).hasSizeGreaterThan(10).endsWith(".");
            });
  }

  @Test
  void everyParameterIsUsed() {
    var used =
        Stream.of("Globals", "Resources", "Outputs")
            .flatMap(section -> template.root().at(section).references().stream())
            .collect(Collectors.toSet());

    assertThat(template.parameters().keySet()).isSubsetOf(used);
  }

  @Test
  void everyTableIsEncryptedAndCanBeRestoredToAnyPointInTime() {
    assertThat(template.resources("AWS::DynamoDB::Table"))
        .isNotEmpty()
        .allSatisfy(
            table -> {
              var properties = table.properties();
              assertThat(properties.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
              assertThat(properties.at("SSESpecification", "KMSMasterKeyId").reference())
                  .isPresent();
              assertThat(
                      properties
                          .at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                          .text())
                  .isEqualTo("true");
            });
  }

  @Test
  void theBucketIsVersionedEncryptedAndPrivate() {
    assertThat(template.resources("AWS::S3::Bucket"))
        .isNotEmpty()
        .allSatisfy(
            bucket -> {
              var properties = bucket.properties();
              assertThat(properties.at("VersioningConfiguration", "Status").text())
                  .isEqualTo("Enabled");
              assertThat(properties.at("BucketEncryption").references()).isNotEmpty();
              assertThat(properties.at("PublicAccessBlockConfiguration").fields().values())
                  .hasSize(4)
                  .allMatch(blocked -> blocked.is("true"), "blocked");
            });
  }

  @Test
  void whatIsStoredOutlivesTheStack() {
    assertThat(template.root().at("Resources").fields().values())
        .filteredOn(resource -> resource.at("Type").text().matches(".*(Table|Bucket|KMS::Key)"))
        .isNotEmpty()
        .allMatch(resource -> resource.at("DeletionPolicy").is("Retain"), "retained")
        .allMatch(resource -> resource.at("UpdateReplacePolicy").is("Retain"), "retained");
  }

  @Test
  void everyLogEndsSomeDay() {
    assertThat(template.resources("AWS::Logs::LogGroup"))
        .allMatch(log -> !log.properties().at("RetentionInDays").missing(), "a retention");
    assertThat(template.resources(Template.FUNCTION))
        .allMatch(
            function ->
                function.properties().at("LoggingConfig", "LogGroup").reference().isPresent(),
            "a log group of the template");
  }
}
