package groundswell.platform.tables;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.MemberState;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.domain.members.TimeZone;
import java.time.Instant;
import java.util.TreeMap;

/// Members as items of the Users table.
public final class MemberItems {
  /// The index that lists members, and its key attribute; its sort key is the item's partition key.
  static final String INDEX = "MembersByTenant";

  static final String PART = "memberPart";

  private static final String NAME = "n";
  private static final String TEAM = "t";
  private static final String ZONE = "z";
  private static final String SAID = "p";
  private static final String ENROLMENTS = "c";
  private static final String STATE = "x";
  private static final String JOINED = "j";
  private static final String SINCE = "s";

  private MemberItems() {}

  /// Whether an item of the Users table is a member.
  public static boolean isMember(Item item) {
    return item.sortKey().equals(Keys.MEMBER);
  }

  /// @throws RuntimeException if the image is not a valid member
  public static Image fromImage(Item item) {
    var parts = Keys.parts(item.partitionKey(), Keys.MEMBER, 3);
    var profile =
        new Profile(
            item.text(NAME), item.textIfPresent(TEAM), item.textIfPresent(ZONE).map(TimeZone::new));
    var enrolments = new TreeMap<ChallengeId, Enrolment>();
    var held = item.map(ENROLMENTS);
    held.names().forEach(id -> enrolments.put(new ChallengeId(id), enrolment(held.map(id))));
    return new Image(
        new TenantId(parts.get(1)),
        new Member(
            new MemberId(parts.get(2)),
            profile,
            item.has(SAID) ? item.time(SAID) : Instant.EPOCH,
            item.number(Item.VERSION),
            enrolments,
            item.textIfPresent(STATE).map(MemberState::of).orElse(MemberState.REGISTERED)),
        new Origin(item.lane(), item.textIfPresent(Item.UPLOAD).map(UploadId::new)));
  }

  static MemberId idOf(Item item) {
    return new MemberId(Keys.parts(item.partitionKey(), Keys.MEMBER, 3).get(2));
  }

  static Key key(TenantId tenant, MemberId member) {
    return new Key(Keys.member(tenant, member), Keys.MEMBER);
  }

  static Item item(TenantId tenant, Member member, Origin origin) {
    var enrolments = Item.empty();
    member.enrolments().forEach((id, held) -> enrolments.with(id.value(), map(held)));
    var item =
        Item.at(key(tenant, member.id()))
            .with(PART, Keys.membersPart(tenant, Keys.partOf(member.id())))
            .with(NAME, member.profile().displayName())
            .with(SAID, member.said())
            .with(ENROLMENTS, enrolments)
            .with(Item.VERSION, member.version())
            .with(Item.LANE, origin.lane());
    member.profile().team().ifPresent(team -> item.with(TEAM, team));
    member.profile().zone().ifPresent(zone -> item.with(ZONE, zone.id()));
    if (!member.isRegistered()) item.with(STATE, member.state().label());
    origin.upload().ifPresent(upload -> item.with(Item.UPLOAD, upload.value()));
    return item;
  }

  private static Item map(Enrolment held) {
    return Item.empty()
        .with(JOINED, held.joined())
        .with(SINCE, held.since())
        .with(Item.VERSION, held.version());
  }

  private static Enrolment enrolment(Item held) {
    return new Enrolment(held.flag(JOINED), held.time(SINCE), held.number(Item.VERSION));
  }

  /// @param origin how the last change came in
  public record Image(TenantId tenant, Member member, Origin origin) {}
}
