package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.MemberFilter;
import groundswell.client.MembersApi;
import groundswell.client.model.Member;
import groundswell.domain.ids.MemberId;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.oracle.BoardLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Scenario
class ErasingMembers {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(20, 7));
  private static final MemberId ANN = new MemberId("ann");
  private static final MemberId BOB = new MemberId("bob");

  private final Stack stack;
  private final Tenant tenant;
  private final MembersApi members;

  ErasingMembers(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
    members = new MembersApi(tenant.api());
  }

  @Test
  void leavesNothingOfAMemberButTheWordThatItWasErased() {
    twoOnTheBoard();

    tenant.erase("ann");
    assertThat(tenant.api().get("/members/ann").status()).isEqualTo(404);
    registerAnew();
    tenant.settle();

    assertThat(tenant.board("steps")).extracting(BoardLine::member).containsExactly(BOB);
    var anew = members.export(ANN);
    assertThat(anew.path("months")).isEmpty();
    assertThat(anew.path("rewards")).isEmpty();
    assertThat(anew.path("profile").path("challenges")).isEmpty();
    assertThat(members.export(BOB).path("months")).hasSize(1);
  }

  @Test
  void listsAndExportsAndBringsBackWhoWasRemoved() {
    twoOnTheBoard();

    tenant.remove("bob");
    tenant.settle();

    assertThat(tenant.board("steps")).extracting(BoardLine::member).containsExactly(ANN);
    assertThat(members.list(MemberFilter.ALL, 10, Optional.empty()).value().members())
        .extracting(Member::state)
        .containsExactly("registered", "removed");
    assertThat(members.export(BOB).path("months")).hasSize(1);
    tenant.register(MemberRow.of("bob", "steps"));
    tenant.settle();
    assertThat(tenant.board("steps")).hasSize(2);
  }

  @Test
  void listsEverybodyOnce() {
    var rows = new ArrayList<MemberRow>();
    for (int i = 0; i < 40; i++) rows.add(MemberRow.of("m%02d".formatted(i)));
    tenant.uploadMembers(rows);

    var seen = new ArrayList<MemberId>();
    var cursor = Optional.<String>empty();
    do {
      var page = members.list(MemberFilter.ALL, 7, cursor).value();
      page.members().forEach(member -> seen.add(member.member()));
      cursor = Optional.ofNullable(page.next());
    } while (cursor.isPresent());

    assertThat(seen).hasSize(40).isSorted().doesNotHaveDuplicates();
  }

  private void twoOnTheBoard() {
    tenant.define(STEPS);
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps"), MemberRow.of("bob", "steps")));
    tenant.upload(
        ActivityRow.of("ann", day(1), "steps", "5000"),
        ActivityRow.of("bob", day(1), "steps", "4000"));
    tenant.settle();
    assertThat(tenant.board("steps")).hasSize(2);
  }

  /// Refused until the erasure has ended.
  private void registerAnew() {
    stack.await(
        "the end of the erasure",
        () ->
            tenant.api().put("/members/ann", "{\"display_name\": \"Somebody else\"}").status()
                == 201);
  }
}
