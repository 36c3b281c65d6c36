package groundswell.domain.ranking;

import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.scoring.Score;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A member on a board: two registers that merge separately; the higher version wins. A row may
/// have only one of them. Merging is commutative, associative and idempotent.
public record BoardRow(
    MemberId member, Optional<ProfileRegister> profile, Optional<ScoreRegister> score) {

  public static BoardRow of(MemberId member, ProfileRegister profile) {
    return new BoardRow(member, Optional.of(profile), Optional.empty());
  }

  public static BoardRow of(MemberId member, ScoreRegister score) {
    return new BoardRow(member, Optional.empty(), Optional.of(score));
  }

  public BoardRow merge(BoardRow other) {
    return new BoardRow(
        member,
        later(profile, other.profile, ProfileRegister::version),
        later(score, other.score, ScoreRegister::revision));
  }

  /// Its registers of a later version; empty if it has none.
  public Optional<BoardRow> after(long version) {
    var later =
        new BoardRow(
            member,
            profile.filter(it -> it.version() > version),
            score.filter(it -> it.revision() > version));
    return later.profile.isEmpty() && later.score.isEmpty() ? Optional.empty() : Optional.of(later);
  }

  /// Whether the row is visible: the member has joined, and its progress is known.
  public boolean visible() {
    return score.isPresent() && score.get().joined();
  }

  /// The displayed name; the member's id until the profile is known.
  public String displayName() {
    return profile.map(ProfileRegister::name).orElse(member.value());
  }

  private static <R> Optional<R> later(Optional<R> a, Optional<R> b, ToLongFunction<R> version) {
    if (a.isEmpty() || b.isEmpty()) return a.or(() -> b);
    return version.applyAsLong(a.get()) >= version.applyAsLong(b.get()) ? a : b;
  }

  /// How a member is displayed.
  ///
  /// @param version the member's version
  public record ProfileRegister(long version, String name, Optional<String> team) {
    public static ProfileRegister of(Member member) {
      return new ProfileRegister(
          member.version(), member.profile().displayName(), member.profile().team());
    }
  }

  /// @param revision the progress item's revision
  /// @param days the days that count
  public record ScoreRegister(long revision, boolean joined, Score score, int days) {}
}
