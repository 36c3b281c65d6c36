package groundswell.client;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.model.Board;
import groundswell.client.model.Challenge;
import groundswell.domain.ids.ChallengeId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Challenges and their boards.
public final class ChallengesApi {
  private static final int PAGE_SIZE = 1_000;

  private final ApiClient api;

  public ChallengesApi(ApiClient api) {
    this.api = api;
  }

  /// Defines a challenge, or changes it.
  ///
  /// @param definition in YAML, or in JSON, which is also YAML
  /// @param ifVersion the version that must be stored; any if empty
  public Answer<Challenge> put(ChallengeId id, String definition, OptionalLong ifVersion) {
    return api.put(path(id), definition, "application/yaml", ifVersion).as(Challenge.class);
  }

  public Answer<Challenge> find(ChallengeId id) {
    return api.get(path(id)).as(Challenge.class);
  }

  public Answer<List<Challenge>> list() {
    return api.get("/challenges").as(ChallengeList.class).map(ChallengeList::challenges);
  }

  /// Starts to recompute everybody's progress.
  ///
  /// @return the API's answer
  public JsonNode recalculate(ChallengeId id) {
    return api.post(path(id) + "/recalculate", "{}").as(JsonNode.class).json();
  }

  public Answer<Board> board(ChallengeId id, BoardSelection selection) {
    return api.get(path(id) + "/board" + selection.query()).as(Board.class);
  }

  /// All rows of a board. If the board changes meanwhile, its pages may not fit together.
  public List<Board.Row> wholeBoard(ChallengeId id) {
    var rows = new ArrayList<Board.Row>();
    for (int number = 1; ; number++) {
      var page = board(id, new BoardSelection.Page(number, PAGE_SIZE)).value();
      rows.addAll(page.rows());
      if (rows.size() >= page.total() || page.rows().isEmpty()) return rows;
    }
  }

  private static String path(ChallengeId id) {
    return "/challenges/" + id;
  }

  private record ChallengeList(List<Challenge> challenges) {}
}
