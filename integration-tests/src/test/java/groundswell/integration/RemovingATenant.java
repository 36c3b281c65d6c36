package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.OperationsApi;
import groundswell.domain.ids.TenantId;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.client.TenantApi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Scenario
class RemovingATenant {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(20, 7));

  private final Stack stack;
  private final Tenant tenant;

  RemovingATenant(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
  }

  @Test
  void leavesNothingButTheWordThatItWasRemoved() {
    tenant.define(STEPS);
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps"), MemberRow.of("bob", "steps")));
    tenant.upload(
        ActivityRow.of("ann", day(1), "steps", "5000"),
        ActivityRow.of("bob", day(1), "steps", "4000"));
    tenant.erase("bob");
    tenant.settle();
    assertThat(items()).isNotEmpty();
    assertThat(objects()).isNotEmpty();
    var operator =
        new OperationsApi(
            TenantApi.client(stack.api(), stack.token(tenant.id(), "operator", "olga")));

    operator.removeTenant(tenant.id(), "contract ended");
    stack.await("the refusal", () -> tenant.api().get("/challenges").status() == 410);
    stack.await("the end", () -> operator.removedTenant(tenant.id()).value().isEnded());

    assertThat(tenant.api().get("/members").status()).isEqualTo(410);
    assertThat(items()).containsExactly("TENANT#%s|REMOVAL".formatted(tenant.id()));
    assertThat(objects()).isEmpty();
  }

  /// The keys of all items that name the tenant, besides the audit.
  private List<String> items() {
    return Stream.of("UsersTable", "ProgramsTable", "OperationsTable")
        .map(stack::name)
        .flatMap(
            table ->
                stack
                    .aws()
                    .dynamoDb()
                    .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                    .items()
                    .stream())
        .filter(item -> names(tenant.id(), item.toString()))
        .map(item -> requireNonNull(item.get("PK")).s() + "|" + requireNonNull(item.get("SK")).s())
        .filter(key -> !key.startsWith("AUDIT#"))
        .sorted()
        .toList();
  }

  private List<String> objects() {
    var bucket = stack.name("Bucket");
    return stack.aws().s3().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .filter(key -> names(tenant.id(), key))
        .toList();
  }

  /// Not as the beginning of another tenant's name.
  private static boolean names(TenantId id, String text) {
    return text.matches("(?s).*\\b%s(?![0-9]).*".formatted(id));
  }
}
