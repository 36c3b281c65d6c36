package groundswell.platform.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Versions;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingMembers {
  private static final int COUNT = 200;
  private static final int PAGE = 7;

  private final TenantId tenant = TestEnvironment.newTenant();
  private final DynamoDbMembers members = new Wiring(TestEnvironment.ofTables()).members();

  @Test
  void hasAllInTheOrderOfTheirUtf8() {
    var ids = List.of("b", "B", "ä", "a#1", "\uD83C\uDFC3", "\uFB01", "a");
    ids.forEach(this::register);

    assertThat(members.list(tenant, "", Optional.empty(), 100))
        .extracting(MemberId::value)
        .containsExactlyElementsOf(
            ids.stream()
                .sorted(Comparator.comparing(id -> id.getBytes(UTF_8), Arrays::compareUnsigned))
                .toList());
  }

  @Test
  void findsThoseWhoseIdBeginsWithAText() {
    List.of("anna", "ann", "bob", "an").forEach(this::register);

    assertThat(members.list(tenant, "ann", Optional.empty(), 100))
        .extracting(MemberId::value)
        .containsExactly("ann", "anna");
    assertThat(members.list(tenant, "ann", Optional.of(new MemberId("ann")), 100))
        .extracting(MemberId::value)
        .containsExactly("anna");
    assertThat(members.list(tenant, "x", Optional.empty(), 100)).isEmpty();
  }

  @Test
  void showsNobodyOfATenantWhoseNameBeginsAlike() {
    var other = new TenantId(tenant + "0");
    register("ann");
    members.saveIf(other, member("eve"), Versions.NONE, Origin.LIVE);

    assertThat(members.list(tenant, "", Optional.empty(), 100)).hasSize(1);
    assertThat(members.list(other, "", Optional.empty(), 100)).hasSize(1);
  }

  /// Between each two pages somebody registers, at a random place.
  @Test
  void hasEveryoneOnExactlyOnePageWhoeverRegistersMeanwhile() {
    var random = new Random(COUNT);
    var there = IntStream.range(0, COUNT).mapToObj(i -> "m%04d".formatted(i * 10)).toList();
    there.forEach(this::register);

    var seen = new ArrayList<MemberId>();
    var after = Optional.<MemberId>empty();
    while (true) {
      var page = members.list(tenant, "", after, PAGE);
      seen.addAll(page);
      if (page.size() < PAGE) break;
      after = Optional.of(page.getLast());
      register("m%04d".formatted(random.nextInt(COUNT * 10)));
    }

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(new HashSet<>(seen)).containsAll(there.stream().map(MemberId::new).toList());
  }

  private void register(String id) {
    members.saveIf(tenant, member(id), Versions.NONE, Origin.LIVE);
  }

  private static Member member(String id) {
    var profile = new Profile(id, Optional.empty(), ZoneOffset.UTC);
    return Member.register(
        Optional.empty(), new MemberId(id), profile, List.of(), TestEnvironment.NOW);
  }
}
