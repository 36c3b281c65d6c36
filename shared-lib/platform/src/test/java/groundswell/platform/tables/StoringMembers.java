package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.VersionConflict;
import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StoringMembers {
  private static final Profile ANN =
      new Profile("Ann Österreicher", Optional.of("Ops #1"), ZoneId.of("Europe/Vienna"));
  private static final ChallengeId SPRING = new ChallengeId("spring-steps");

  private final TenantId tenant = TestEnvironment.newTenant();
  private final DynamoDbMembers members = new Wiring(TestEnvironment.ofTables()).members();

  @Test
  void readsBackWhatWasSaved() {
    var ann = registered("ann@example.org#1");

    assertThat(members.saveIf(tenant, ann, Versions.NONE, Origin.LIVE)).isEmpty();

    assertThat(members.find(tenant, ann.id())).contains(ann);
    assertThat(members.find(tenant, new MemberId("bob"))).isEmpty();
  }

  @Test
  void readsItemsThatDoNotSayWhenTheirProfileWasSaid() {
    var item = new HashMap<>(MemberItems.item(tenant, registered("ann"), Origin.LIVE).attributes());
    item.remove("p");

    assertThat(MemberItems.fromImage(Item.of(item)).member().said()).isEqualTo(Instant.EPOCH);
  }

  /// As a newer runtime may have stored it.
  @Test
  void readsAndKeepsAZoneThatThisRuntimeDoesNotKnow() {
    var item = new HashMap<>(MemberItems.item(tenant, registered("ann"), Origin.LIVE).attributes());
    item.put("z", AttributeValue.fromS("Mars/Olympus_Mons"));

    var ann = MemberItems.fromImage(Item.of(item)).member();

    assertThat(ann.profile().zone().rules()).isEqualTo(ZoneOffset.UTC);
    assertThat(MemberItems.item(tenant, ann, Origin.LIVE).attributes()).isEqualTo(item);
  }

  @Test
  void keepsChallengesThatWereLeft() {
    var ann = registered("ann");
    var left = ann.leave(SPRING, TestEnvironment.NOW);
    members.saveIf(tenant, ann, Versions.NONE, Origin.LIVE);

    assertThat(members.saveIf(tenant, left, ann.version(), Origin.LIVE)).isEmpty();

    assertThat(members.find(tenant, ann.id())).contains(left);
    assertThat(left.isIn(SPRING)).isFalse();
  }

  @Test
  void returnsTheMemberOfTheFasterOfTwoWriters() {
    var ann = registered("ann");
    members.saveIf(tenant, ann, Versions.NONE, Origin.LIVE);
    var left = ann.leave(SPRING, TestEnvironment.NOW);
    members.saveIf(tenant, left, ann.version(), Origin.LIVE);

    var slower = ann.join(new ChallengeId("other"), TestEnvironment.NOW);

    assertThat(members.saveIf(tenant, slower, ann.version(), Origin.LIVE)).contains(left);
    assertThat(members.saveIf(tenant, ann, Versions.NONE, Origin.LIVE)).contains(left);
  }

  @Test
  void refusesAVersionOfAMemberThatIsNotThere() {
    var ann = registered("ann");

    assertThatThrownBy(() -> members.saveIf(tenant, ann, 5, Origin.LIVE))
        .isInstanceOf(VersionConflict.class)
        .hasMessageContaining("ann");
  }

  @Test
  void findsMoreMembersThanOneCallTakes() {
    var all = IntStream.range(0, 150).mapToObj(i -> registered("member-" + i)).toList();
    all.forEach(member -> members.saveIf(tenant, member, Versions.NONE, Origin.LIVE));
    var asked = Stream.concat(all.stream().map(Member::id), Stream.of(new MemberId("nobody")));

    assertThat(members.findAll(tenant, asked.toList()).values())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void tellsTheStreamHowTheChangeCameIn() {
    var ann = registered("ann");
    var origin = new Origin(Lane.BULK, Optional.of(new UploadId("upload-1")));
    members.saveIf(tenant, ann, Versions.NONE, origin);

    var image =
        LocalDynamoDb.client()
            .getItem(r -> r.tableName("Users").key(MemberItems.key(tenant, ann.id()).attributes()))
            .item();

    assertThat(MemberItems.isMember(Item.of(image))).isTrue();
    assertThat(MemberItems.fromImage(Item.of(image)))
        .isEqualTo(new MemberItems.Image(tenant, ann, origin));
  }

  private static Member registered(String id) {
    return Member.register(
        Optional.empty(), new MemberId(id), ANN, List.of(SPRING), TestEnvironment.NOW.plusNanos(1));
  }
}
