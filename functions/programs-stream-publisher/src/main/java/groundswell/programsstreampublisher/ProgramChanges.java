package groundswell.programsstreampublisher;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ChallengeCache;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.BoardPublished;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberLedger;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.ProgressChanged;
import groundswell.domain.events.Event.RewardChanged;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.streams.StreamHandler;
import groundswell.platform.tables.BoardItems;
import groundswell.platform.tables.ChallengeItems;
import groundswell.platform.tables.DynamoDbRecalculations;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Keys;
import groundswell.platform.tables.LedgerItems;
import groundswell.platform.tables.ProgressItemImages;
import java.util.List;
import java.util.Optional;

/// Translates the records of the Programs table. The lists of a tenant's challenges make no events
/// of their own, since the definition follows; nor do recalculations, since progress follows. An
/// item of any other kind is an error, so that an earlier version of the code never silently drops
/// what a later one adds.
final class ProgramChanges implements StreamHandler {
  private final ChallengeCache definitions;

  ProgramChanges(ChallengeCache definitions) {
    this.definitions = definitions;
  }

  @Override
  public Optional<Change> changeOf(Item image) {
    if (ProgressItemImages.isProgress(image))
      return Optional.of(changeOf(ProgressItemImages.fromImage(image)));
    if (LedgerItems.isLedger(image)) return Optional.of(changeOf(LedgerItems.fromImage(image)));
    if (BoardItems.isBoard(image)) return Optional.of(changeOf(BoardItems.fromImage(image)));
    if (ChallengeItems.isDefinition(image))
      return Optional.of(changeOf(ChallengeItems.fromImage(image)));
    if (Keys.isChallengeList(image) || DynamoDbRecalculations.isRecalculation(image))
      return Optional.empty();
    throw new IllegalArgumentException("unknown kind of item");
  }

  private Change changeOf(ProgressItemImages.Image image) {
    return new Change(
        true, image.lane(), Optional.empty(), (lane, _) -> progressChanged(image, lane));
  }

  /// The member's score under the rule that the item was computed under.
  private Optional<Event> progressChanged(ProgressItemImages.Image image, Lane lane) {
    var progress = image.progress();
    return definition(image.tenant(), image.challenge(), progress.ruleVersion())
        .map(progress::standingIn)
        .map(
            standing ->
                new ProgressChanged(
                    image.tenant(),
                    image.challenge(),
                    lane,
                    List.of(
                        new MemberScore(
                            image.member(),
                            progress.revision(),
                            progress.ruleVersion(),
                            progress.joined(),
                            standing.score(),
                            standing.days()))));
  }

  /// The definition of exactly this version.
  ///
  /// @return empty if a newer one is stored, because then the progress will be rewritten and
  ///     announced again. Also empty if the tenant is removed: then no definition is stored, and
  ///     the progress will be deleted
  private Optional<Challenge> definition(TenantId tenant, ChallengeId id, long version) {
    var stored = definitions.findAtLeast(tenant, id, version);
    if (stored.filter(definition -> definition.version() < version).isPresent()) {
      throw new PermanentFailure(
          "unknown-rule",
          "progress is under version %d of challenge %s, but only version %d is stored"
              .formatted(version, id, stored.get().version()));
    }
    return stored.filter(definition -> definition.version() == version);
  }

  private static Change changeOf(LedgerItems.Image image) {
    return new Change(
        image.judged(),
        image.lane(),
        Optional.empty(),
        (lane, _) ->
            Optional.of(
                new RewardChanged(
                    image.tenant(),
                    lane,
                    List.of(
                        new MemberLedger(
                            image.member(), image.challenge(), image.ledger().entries())))));
  }

  private static Change changeOf(ChallengeItems.Image image) {
    var challenge = image.challenge();
    return announcing(new ChallengeChanged(image.tenant(), challenge.id(), challenge.version()));
  }

  private static Change changeOf(BoardItems.Image image) {
    return announcing(new BoardPublished(image.tenant(), image.challenge(), image.board()));
  }

  /// Challenges and boards have no lane: a change of either concerns everybody.
  private static Change announcing(Event event) {
    return new Change(true, Lane.BULK, Optional.empty(), (_, _) -> Optional.of(event));
  }
}
