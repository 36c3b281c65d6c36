package groundswell.dynamodb.operations;

import groundswell.dynamodb.options.Options;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.Endpoint;

/// What the service reports about itself.
final class Account {
  /// The initial quotas of an account:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>.
  private static final long ACCOUNT_UNITS_MAX = 80_000;

  private static final long TABLE_UNITS_MAX = 40_000;
  private static final long ENDPOINT_CACHE_MINUTES = 1_440;

  private Account() {}

  static DescribeLimitsResponse limits() {
    return DescribeLimitsResponse.builder()
        .accountMaxReadCapacityUnits(ACCOUNT_UNITS_MAX)
        .accountMaxWriteCapacityUnits(ACCOUNT_UNITS_MAX)
        .tableMaxReadCapacityUnits(TABLE_UNITS_MAX)
        .tableMaxWriteCapacityUnits(TABLE_UNITS_MAX)
        .build();
  }

  static DescribeEndpointsResponse endpoints(Options options) {
    return DescribeEndpointsResponse.builder()
        .endpoints(
            Endpoint.builder()
                .address("dynamodb.%s.amazonaws.com".formatted(options.region()))
                .cachePeriodInMinutes(ENDPOINT_CACHE_MINUTES)
                .build())
        .build();
  }
}
