package groundswell.leaderboardbuilder;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.batch.BatchHandler;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Handles newer rows from the board queues, one entry for each challenge.
final class BoardHandler implements BatchHandler<BoardEntry> {
  private final BoardBuilder builder;
  private final InstantSource clock;

  BoardHandler(BoardBuilder builder, InstantSource clock) {
    this.builder = builder;
    this.clock = clock;
  }

  @Override
  public List<BoardEntry> decode(Message message) {
    return BoardMessages.decode(message.body(), clock.instant());
  }

  @Override
  public String encode(BoardEntry entry) {
    return BoardMessages.encode(entry);
  }

  @Override
  public Object keyOf(BoardEntry entry) {
    return new BoardKey(entry.tenant(), entry.challenge());
  }

  @Override
  public BoardEntry merge(BoardEntry one, BoardEntry other) {
    return one.merge(other);
  }

  @Override
  public Consumer<BoardEntry> open(Collection<BoardEntry> entries) {
    return builder::build;
  }

  private record BoardKey(TenantId tenant, ChallengeId challenge) {}
}
