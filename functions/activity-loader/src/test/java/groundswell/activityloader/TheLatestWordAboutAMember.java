package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.MEMBERS_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Versions;
import groundswell.domain.files.FileKind;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members.Origin;
import groundswell.domain.members.Profile;
import groundswell.domain.members.TimeZone;
import groundswell.domain.uploads.LeaverPolicy;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Members' files, complete ones and others, arrive between registrations and removals. They are
/// read and stored in any order, and late.
class TheLatestWordAboutAMember {
  private static final int RUNS = 20;
  private static final int EVENTS = 14;
  private static final List<String> IDS = List.of("ann", "bob", "cem", "dot", "eve");

  private final UploadWorld world = new UploadWorld();

  /// Files that arrived, and whose message is not sent yet.
  private final List<Upload> arrived = new ArrayList<>();

  /// What is expected: the name by the latest registration; none if the member is gone.
  private final SortedMap<String, Optional<String>> expected = new TreeMap<>();

  @ParameterizedTest
  @MethodSource("seeds")
  void countsInWhateverOrderItIsStored(long seed) {
    var random = new Random(seed);
    for (var id : IDS) register(id, "same");
    for (int event = 0; event < EVENTS; event++) {
      happen(random, event);
      for (int step = random.nextInt(3); step > 0; step--) work(random);
    }
    while (!arrived.isEmpty()) world.tell(arrived.removeFirst());
    world.drain();

    assertThat(stored()).as("seed %d", seed).isEqualTo(expected());
  }

  static List<Long> seeds() {
    return new Random(17).longs(RUNS).boxed().toList();
  }

  private void happen(Random random, int event) {
    world.passTime(Duration.ofSeconds(2));
    switch (random.nextInt(5)) {
      case 0 -> register(IDS.get(random.nextInt(IDS.size())), "live " + event);
      case 1 -> remove(IDS.get(random.nextInt(IDS.size())));
      case 2 -> file(random, event, LeaverPolicy.NOBODY_LEAVES);
      default -> file(random, event, LeaverPolicy.ALL_LEAVE);
    }
  }

  private void work(Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        if (!arrived.isEmpty()) world.tell(arrived.remove(random.nextInt(arrived.size())));
      }
      case 1 -> world.partition();
      case 2 -> world.loadPartitions();
      default -> world.drain();
    }
  }

  /// Some rows say the same as before, so that nothing but their time is new.
  private void file(Random random, int event, LeaverPolicy policy) {
    world.leavers = policy;
    var rows = new StringBuilder(MEMBERS_HEADER);
    var named = new TreeSet<String>();
    for (var id : IDS) {
      if (random.nextBoolean()) continue;
      var name = random.nextBoolean() ? "same" : "file " + event;
      if (random.nextInt(6) == 0) rows.append(id).append(",,,UTC,\n");
      else {
        rows.append(id).append(",").append(name).append(",,UTC,\n");
        expected.put(id, Optional.of(name));
      }
      named.add(id);
    }
    rows.append("always,Always,,UTC,\n");
    for (var id : IDS)
      if (policy.isComplete() && !named.contains(id)) expected.put(id, Optional.empty());
    var text = rows.toString().getBytes(UTF_8);
    var upload =
        world.announce(FileKind.MEMBERS, text.length, new UploadPolicy.Partial(), Optional.empty());
    world.put(upload, text);
    arrived.add(upload);
  }

  /// As the API does it.
  private void register(String id, String name) {
    boolean again = world.uploads.mayRemoveMembers(world.tenant, Optional.empty(), world.now());
    var held = world.members.find(world.tenant, new MemberId(id));
    var profile = new Profile(name, Optional.empty(), Optional.of(TimeZone.parse("UTC")));
    var next = Member.register(held, new MemberId(id), profile, List.of(), world.now());
    save(held, again ? next.saidAgain(world.now(), world.now()) : next);
    expected.put(id, Optional.of(name));
  }

  private void remove(String id) {
    var held = world.members.find(world.tenant, new MemberId(id)).filter(Member::isRegistered);
    if (held.isEmpty()) return;
    save(held, held.get().remove(world.now()));
    expected.put(id, Optional.empty());
  }

  private void save(Optional<Member> held, Member next) {
    long version = held.map(Member::version).orElse(Versions.NONE);
    assertThat(world.members.saveIf(world.tenant, next, version, Origin.LIVE)).isEmpty();
  }

  private Map<String, String> expected() {
    var registered = new TreeMap<String, String>();
    expected.forEach((id, name) -> name.ifPresent(it -> registered.put(id, it)));
    return registered;
  }

  private Map<String, String> stored() {
    var registered = new TreeMap<String, String>();
    for (var id : IDS)
      world
          .members
          .find(world.tenant, new MemberId(id))
          .filter(Member::isRegistered)
          .ifPresent(member -> registered.put(id, member.profile().displayName()));
    return registered;
  }
}
