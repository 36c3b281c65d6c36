package groundswell.leaderboardbuilder;

import groundswell.domain.events.Event;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.ProgressChanged;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.BoardRow.ProfileRegister;
import groundswell.domain.ranking.BoardRow.ScoreRegister;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The messages of the board queues.
final class BoardMessages {
  private static final String REBUILD_BOARD = "RebuildBoard";

  private BoardMessages() {}

  static List<BoardEntry> decode(String body, Instant now) {
    var envelope = Envelope.parse(body);
    try {
      return envelope.detailType().equals(REBUILD_BOARD)
          ? List.of(rebuild(envelope.detail()))
          : decode(EventCodec.decode(envelope, now));
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private static List<BoardEntry> decode(Event event) {
    return switch (event) {
      case ProgressChanged(var tenant, var challenge, _, var scores) ->
          List.of(
              BoardEntry.ofRows(
                  tenant, challenge, scores.stream().map(BoardMessages::rowOf).toList()));
      case MemberChanged(var tenant, _, _, var members) -> profiles(tenant, members);
      case ChallengeChanged(var tenant, var challenge, _, var recalculate) ->
          List.of(
              recalculate
                  ? BoardEntry.rebuild(tenant, challenge)
                  : BoardEntry.redefined(tenant, challenge));
      case Event.ActivityChanged _,
          Event.RewardChanged _,
          Event.BoardPublished _,
          Event.UploadChanged _ ->
          throw new PermanentFailure(
              "unexpected-event",
              "%s does not change a board".formatted(EventCodec.detailType(event)));
    };
  }

  /// An entry that fails alone is retried as a rebuild of its challenge's whole board.
  static String encode(BoardEntry entry) {
    return Envelope.command(
        REBUILD_BOARD,
        Map.of("tenant", entry.tenant().value(), "challenge", entry.challenge().value()));
  }

  private static BoardEntry rebuild(JsonObject detail) {
    return BoardEntry.rebuild(
        detail.read("tenant", TenantId::new), detail.read("challenge", ChallengeId::new));
  }

  private static BoardRow rowOf(MemberScore score) {
    return BoardRow.of(
        score.member(),
        new ScoreRegister(score.revision(), score.joined(), score.score(), score.days()));
  }

  /// The members' names and teams, for the board of each challenge that they ever joined.
  private static List<BoardEntry> profiles(TenantId tenant, List<Member> members) {
    var boards = new TreeMap<ChallengeId, List<Member>>();
    for (var member : members) {
      for (var challenge : member.enrolments().keySet())
        boards.computeIfAbsent(challenge, _ -> new ArrayList<>()).add(member);
    }
    return boards.entrySet().stream()
        .map(board -> profiles(tenant, board.getKey(), board.getValue()))
        .toList();
  }

  private static BoardEntry profiles(TenantId tenant, ChallengeId challenge, List<Member> members) {
    return BoardEntry.ofMembers(
        tenant,
        challenge,
        members.stream()
            .filter(member -> !member.isErased())
            .map(member -> BoardRow.of(member.id(), ProfileRegister.of(member)))
            .toList(),
        members.stream()
            .filter(Member::isErased)
            .collect(Collectors.toMap(Member::id, Member::version, Math::max)));
  }
}
