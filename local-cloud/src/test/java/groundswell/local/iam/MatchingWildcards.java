package groundswell.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
class MatchingWildcards {
  @ParameterizedTest
  @CsvSource({
    "*, anything",
    "arn:aws:s3:::b/boards/*, arn:aws:s3:::b/boards/acme/1.json.gz",
    "arn:aws:s3:::b/*/x, arn:aws:s3:::b/one/two/x",
    "a?c, abc",
    "*b*b, abab",
    "a*, a",
  })
  void fits(String pattern, String text) {
    assertThat(Wildcards.match(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/boards/*, arn:aws:s3:::b/uploads/1",
    "a?c, ac",
    "abc, ABC",
    "*b, abc",
    "AUDIT#*, FAILURE#1",
  })
  void doesNotFit(String pattern, String text) {
    assertThat(Wildcards.match(pattern, text)).isFalse();
  }

  @Test
  void comparesActionsWithoutRegardToCase() {
    assertThat(Wildcards.matchAnyCase("DynamoDB:Get*", "dynamodb:GetItem")).isTrue();
  }
}
