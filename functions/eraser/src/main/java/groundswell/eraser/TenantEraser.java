package groundswell.eraser;

import groundswell.domain.tenants.TenantRemoval;
import groundswell.domain.tenants.TenantRemovals;
import groundswell.platform.PermanentFailure;
import groundswell.platform.tenants.TenantRemovalCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Erases all that is stored of a tenant, in two passes. The tenant is marked as removed before the
/// first, so that nothing new begins for it. Work that began before the mark may write behind the
/// first pass, but has ended before the last one. Therefore the first pass keeps what names other
/// items.
///
/// A pass has parts, each with a chain of messages of its own, whose steps are short. A handler
/// that finishes a part first notes it, and then looks whether all are noted. So the last one
/// starts what follows, however often its message comes. A pass that is asked for again begins only
/// the parts that are not noted: otherwise each of them would start what follows once more. When
/// all is erased, messages have no effect any more.
final class TenantEraser {
  /// How long one message works. An invocation gets up to ten, and has two minutes.
  private static final Duration WORK_MAX = Duration.ofSeconds(5);

  private final TenantRemovals removals;
  private final List<TenantPart> parts;
  private final Consumer<List<String>> now;
  private final Consumer<String> later;
  private final InstantSource clock;

  /// @param now sends messages to the function's own queue
  /// @param later sends a message there after the pause between the passes
  TenantEraser(
      TenantRemovals removals,
      List<TenantPart> parts,
      Consumer<List<String>> now,
      Consumer<String> later,
      InstantSource clock) {
    this.removals = removals;
    this.parts = List.copyOf(parts);
    this.now = now;
    this.later = later;
    this.clock = clock;
  }

  void erase(EraseTenant command) {
    var removal = removals.find(command.tenant());
    if (removal.isEmpty()) throw notOrdered(command);
    if (removal.get().isEnded()) {
      removals.end(removal.get());
      return;
    }
    if (command.part().isEmpty()) {
      begin(command, removal.get());
      return;
    }
    var part = find(command.part().get());
    var rest = work(command, part);
    if (rest.isPresent()) now.accept(List.of(rest.get().message()));
    else finish(command, removal.get(), part);
  }

  private void begin(EraseTenant command, TenantRemoval removal) {
    var left = left(command);
    if (left.isEmpty()) goOn(command, removal);
    else now.accept(left.stream().map(part -> command.of(part).message()).toList());
  }

  /// @return the step that follows; empty if the part is erased
  private Optional<EraseTenant> work(EraseTenant command, TenantPart part) {
    var until = clock.instant().plus(WORK_MAX);
    var after = command.after();
    do {
      var step = part.step(command.tenant(), command.last(), after);
      if (!step.more()) return Optional.empty();
      after = step.after();
    } while (clock.instant().isBefore(until));
    return Optional.of(command.from(after));
  }

  private void finish(EraseTenant command, TenantRemoval removal, TenantPart part) {
    removals.putErased(command.tenant(), command.last(), part.name());
    if (left(command).isEmpty()) goOn(command, removal);
  }

  /// The parts that the pass has not erased yet.
  private List<TenantPart> left(EraseTenant command) {
    var erased = removals.erased(command.tenant(), command.last());
    return parts.stream().filter(part -> !erased.contains(part.name())).toList();
  }

  /// Starts what follows on a pass.
  private void goOn(EraseTenant command, TenantRemoval removal) {
    if (command.last()) removals.end(removal.ended(clock.instant()));
    else later.accept(EraseTenant.pass(command.tenant(), true).message());
  }

  private TenantPart find(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PermanentFailure(
                    PermanentFailure.UNDECODABLE,
                    "\"%s\" is not a part of what is stored of a tenant".formatted(name)));
  }

  /// Nothing is erased on the word of a message alone.
  private static PermanentFailure notOrdered(EraseTenant command) {
    return new PermanentFailure(
        "removal-not-ordered",
        "%s says to erase tenant %s, but nobody has ordered that"
            .formatted(TenantRemovalCommand.TYPE, command.tenant()));
  }
}
