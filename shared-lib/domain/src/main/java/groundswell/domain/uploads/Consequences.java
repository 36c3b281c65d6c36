package groundswell.domain.uploads;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What storing a file would change beyond its rows: the rewards of members, and boards. Only the
/// members who were judged are in it. Joining the consequences of several members is commutative
/// and associative.
///
/// @param membersJudged how many members it is about
/// @param granted what members would get
/// @param reversed what members would lose
/// @param losses the first of what they would lose, by member; at most [#LOSSES_MAX]
/// @param boards the challenges in which a score would change; at most [#BOARDS_MAX]
public record Consequences(
    long membersJudged,
    Rewards granted,
    Rewards reversed,
    List<Loss> losses,
    SortedMap<ChallengeId, Board> boards) {
  /// How many losses are named. A report names them all in a sentence or two.
  public static final int LOSSES_MAX = 20;

  /// How many boards are named.
  public static final int BOARDS_MAX = 100;

  private static final Comparator<Loss> BY_MEMBER =
      Comparator.comparing(Loss::member)
          .thenComparing(Loss::challenge)
          .thenComparing(loss -> loss.reward().value());

  public static final Consequences NONE =
      new Consequences(0, Rewards.NONE, Rewards.NONE, List.of(), new TreeMap<>());

  public Consequences {
    losses = losses.stream().sorted(BY_MEMBER).limit(LOSSES_MAX).toList();
    var first = new TreeMap<>(boards);
    while (first.size() > BOARDS_MAX) first.pollLastEntry();
    boards = Collections.unmodifiableSortedMap(first);
  }

  /// Those of members who keep all they have.
  public static Consequences ofNone(long members) {
    return new Consequences(members, Rewards.NONE, Rewards.NONE, List.of(), new TreeMap<>());
  }

  /// @param other those of other members
  public Consequences plus(Consequences other) {
    var all = new TreeMap<>(boards);
    other.boards.forEach((id, board) -> all.merge(id, board, Board::plus));
    return new Consequences(
        membersJudged + other.membersJudged,
        granted.plus(other.granted),
        reversed.plus(other.reversed),
        Stream.concat(losses.stream(), other.losses.stream()).toList(),
        all);
  }

  /// @param rewards how many there are
  /// @param members how many members they are for
  /// @param points how many they are together
  public record Rewards(long rewards, long members, long points) {
    public static final Rewards NONE = new Rewards(0, 0, 0);

    Rewards plus(Rewards other) {
      return new Rewards(rewards + other.rewards, members + other.members, points + other.points);
    }
  }

  /// A reward that a member was told of and would lose.
  ///
  /// @param name of the member
  public record Loss(
      MemberId member, String name, ChallengeId challenge, RewardId reward, long points) {}

  /// A board that would move.
  ///
  /// @param name of the challenge
  /// @param members how many of its members would have another score, or be new on it
  public record Board(String name, long members) {
    Board plus(Board other) {
      return new Board(name, members + other.members);
    }
  }
}
