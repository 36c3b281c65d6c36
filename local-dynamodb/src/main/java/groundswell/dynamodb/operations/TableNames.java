package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.options.Options;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Table names, and the ARNs that stand for them:
/// `arn:aws:dynamodb:us-east-1:123456789012:table/Name`.
final class TableNames {
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/([a-zA-Z0-9_.-]{3,255})");
  private static final int ARN_LENGTH_MAX = 1024;

  private TableNames() {}

  static boolean isArn(String name) {
    return name.startsWith("arn:");
  }

  /// The name in a request's `TableName`, which may be an ARN.
  static String plain(String nameOrArn) {
    return isArn(nameOrArn) ? ofArn(nameOrArn) : nameOrArn;
  }

  /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the text isn't a
  ///     table's ARN
  static String ofArn(String arn) {
    var parts = ARN.matcher(arn);
    if (arn.length() > ARN_LENGTH_MAX || !parts.matches())
      throw Errors.validation(
          "One or more parameter values were invalid: Invalid ARN: %s".formatted(arn));
    return parts.group(1);
  }

  static String arn(Options options, String table) {
    return "arn:aws:dynamodb:%s:%s:table/%s"
        .formatted(options.region(), options.accountId(), table);
  }

  static String indexArn(Options options, String table, String index) {
    return arn(options, table) + "/index/" + index;
  }

  static String streamArn(Options options, String table, String label) {
    return arn(options, table) + "/stream/" + label;
  }

  /// Operations on tables check the form of the name before anything else.
  static String ofTableRequest(@Nullable String nameOrArn) {
    if (nameOrArn == null)
      throw Errors.validation(
          "The parameter 'TableName' is required but was not present in the request");
    if (isArn(nameOrArn)) return ofArn(nameOrArn);
    new Constraints().name("tableName", nameOrArn).check();
    return nameOrArn;
  }
}
