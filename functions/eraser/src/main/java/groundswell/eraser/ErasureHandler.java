package groundswell.eraser;

import groundswell.domain.Lane;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.events.EventCodec;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Erases members in two passes. A member is marked before the first, and nobody who looks after
/// the mark writes anything about it. Those who looked before may still write behind the first
/// pass. They have ended before the second, because the pause between the two is longer than any
/// function may run. So after the second nothing is left, and the mark goes as well.
///
/// A pass does something only while the mark of its own erasure stands. So a message that comes
/// again, however late, erases nobody who was registered under the id meanwhile.
///
/// Tenants are erased by a [TenantEraser].
final class ErasureHandler implements BatchHandler<ErasureCommand> {
  private final Members members;
  private final MemberTraces traces;
  private final TenantEraser tenants;
  private final Consumer<String> later;
  private final Consumer<String> boards;
  private final InstantSource clock;

  /// @param later sends a message to the function's own queue, after the pause
  /// @param boards sends an event to the builder of the boards
  ErasureHandler(
      Members members,
      MemberTraces traces,
      TenantEraser tenants,
      Consumer<String> later,
      Consumer<String> boards,
      InstantSource clock) {
    this.members = members;
    this.traces = traces;
    this.tenants = tenants;
    this.later = later;
    this.boards = boards;
    this.clock = clock;
  }

  @Override
  public List<ErasureCommand> decode(Message message) {
    return List.copyOf(ErasureCommand.decode(message.body(), clock.instant()));
  }

  @Override
  public String encode(ErasureCommand entry) {
    return entry.message();
  }

  @Override
  public Object keyOf(ErasureCommand entry) {
    return entry;
  }

  /// Both are the same.
  @Override
  public ErasureCommand merge(ErasureCommand one, ErasureCommand other) {
    return one;
  }

  @Override
  public Consumer<ErasureCommand> open(Collection<ErasureCommand> entries) {
    return entry -> {
      switch (entry) {
        case EraseMember pass -> erase(pass);
        case EraseTenant step -> tenants.erase(step);
      }
    };
  }

  private void erase(EraseMember pass) {
    var before = clock.instant();
    marked(pass)
        .ifPresent(
            member -> {
              traces.delete(pass.tenant(), member, before.toEpochMilli());
              if (pass.last()) end(pass, member);
              else later.accept(pass.lastPass().message());
            });
  }

  private Optional<Member> marked(EraseMember pass) {
    return members
        .findAny(pass.tenant(), pass.member())
        .filter(Member::isErased)
        .filter(member -> member.version() == pass.version());
  }

  /// The mark made the boards drop the member's rows, but a builder that had looked before may have
  /// published one behind it.
  private void end(EraseMember pass, Member member) {
    boards.accept(
        EventCodec.message(
            new MemberChanged(pass.tenant(), Lane.LIVE, Optional.empty(), List.of(member))));
    members.delete(pass.tenant(), member.id(), member.version());
  }
}
