package groundswell.domain.activity;

import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What was said about one register: the statement that stands, and beneath it those that would
/// stand if it were taken back. Nothing is beneath a statement that stays for good.
///
/// [#plus] is commutative, associative and idempotent.
///
/// @param said greatest first, down to the first that stays for good
public record Register<S extends Comparable<S>>(List<AttributedStatement<S>> said) {
  /// How many statements are kept beneath the one that stands.
  static final int BENEATH_MAX = 3;

  public Register {
    said = downToTheFirstThatStays(said);
  }

  static <S extends Comparable<S>> Register<S> of(S statement, Optional<Origin> origin) {
    return new Register<>(List.of(new AttributedStatement<>(statement, origin)));
  }

  /// The statement that stands; empty if everything was taken back.
  Optional<AttributedStatement<S>> top() {
    return said.stream().findFirst();
  }

  /// The statements of both.
  Register<S> plus(Register<S> other) {
    return new Register<>(Stream.concat(said.stream(), other.said.stream()).toList());
  }

  /// What is kept once something more is said. What it replaces is not kept here: it goes into the
  /// before-image of the upload that says it. What loses is kept beneath, as long as there is room.
  Register<S> say(AttributedStatement<S> offered) {
    boolean wins = top().filter(held -> held.compareTo(offered) >= 0).isEmpty();
    return wins ? new Register<>(List.of(offered)) : plus(new Register<>(List.of(offered))).kept();
  }

  /// As many of the statements as one register keeps: the greatest.
  Register<S> kept() {
    return said.size() <= 1 + BENEATH_MAX ? this : new Register<>(said.subList(0, 1 + BENEATH_MAX));
  }

  /// Without the statements of some uploads.
  Register<S> without(Set<UploadId> uploads) {
    return map(
        all -> all.filter(each -> each.upload().filter(uploads::contains).isEmpty()).toList());
  }

  /// Without the names of uploads that can no longer be taken back.
  Register<S> settledAt(Instant now) {
    return map(all -> all.map(each -> each.settledAt(now)).toList());
  }

  boolean names(UploadId upload) {
    return said.stream().anyMatch(each -> each.upload().filter(upload::equals).isPresent());
  }

  /// Whether a statement is lost that could stand again: it is neither kept, nor beneath one that
  /// stays for good.
  boolean loses(AttributedStatement<S> offered) {
    return !said.contains(offered) && said.stream().noneMatch(AttributedStatement::staysForGood);
  }

  private Register<S> map(
      Function<Stream<AttributedStatement<S>>, List<AttributedStatement<S>>> change) {
    return new Register<>(change.apply(said.stream()));
  }

  private static <S extends Comparable<S>> List<AttributedStatement<S>> downToTheFirstThatStays(
      Collection<AttributedStatement<S>> all) {
    if (all.size() == 1) return List.copyOf(all);
    var sorted = all.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    int beneath = 0;
    while (beneath < sorted.size() && !sorted.get(beneath).staysForGood()) beneath++;
    return List.copyOf(sorted.subList(0, Math.min(beneath + 1, sorted.size())));
  }
}
