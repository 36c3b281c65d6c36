package groundswell.usersstreampublisher;

import groundswell.domain.events.Event;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.platform.streams.StreamHandler;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Keys;
import groundswell.platform.tables.MemberItems;
import groundswell.platform.tables.MonthItems;
import java.util.List;
import java.util.Optional;

/// Translates the records of the Users table: activity months whose values moved, and members that
/// changed. That a member was erased makes no event of its own, since the member's item follows. An
/// item of any other kind is an error, so that an earlier version of the code never silently drops
/// what a later one adds.
final class UserChanges implements StreamHandler {

  @Override
  public Optional<Change> changeOf(Item image) {
    if (MonthItems.isMonth(image)) return Optional.of(changeOf(MonthItems.fromImage(image)));
    if (MemberItems.isMember(image)) return Optional.of(changeOf(MemberItems.fromImage(image)));
    if (Keys.isErasure(image)) return Optional.empty();
    throw new IllegalArgumentException("the item is neither a member nor an activity month");
  }

  private static Change changeOf(MonthItems.Image image) {
    var stored = image.month();
    boolean valueMoved = stored.valueVersion() == stored.version();
    return new Change(
        valueMoved,
        stored.lane(),
        stored.upload(),
        (lane, upload) ->
            Optional.of(
                new ActivityChanged(image.tenant(), lane, upload, List.of(valuesOf(image)))));
  }

  private static MonthValues valuesOf(MonthItems.Image image) {
    var key = image.key();
    var stored = image.month();
    return new MonthValues(
        key.member(), key.metric(), key.month(), stored.valueVersion(), stored.month().values());
  }

  /// A member is written only when something about it changed.
  private static Change changeOf(MemberItems.Image image) {
    return new Change(
        true,
        image.origin().lane(),
        image.origin().upload(),
        (lane, upload) ->
            Optional.<Event>of(
                new MemberChanged(image.tenant(), lane, upload, List.of(image.member()))));
  }
}
