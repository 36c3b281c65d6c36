package groundswell.platform.streams;

import groundswell.domain.Lane;
import groundswell.domain.events.Bus;
import groundswell.domain.events.Event;
import groundswell.domain.ids.UploadId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.EventsRefused;
import groundswell.platform.lambda.StreamRecord;
import groundswell.platform.streams.StreamHandler.Change;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes one batch of records to the bus.
final class StreamBatch {
  private static final Logger LOG = LoggerFactory.getLogger(StreamBatch.class);

  private final StreamHandler handler;
  private final SetAsideRecords aside;
  private final Map<Object, Merged> items = new LinkedHashMap<>();
  private final List<StreamRecord> setAside = new ArrayList<>();
  private int events;

  StreamBatch(StreamHandler handler, SetAsideRecords aside) {
    this.handler = handler;
    this.aside = aside;
  }

  /// @return the record from which on to redeliver, if any
  Optional<StreamRecord> publish(List<StreamRecord> records, Bus bus) {
    for (int index = 0; index < records.size(); index++) decode(index, records.get(index));
    var firstRecordOf = new IdentityHashMap<Object, Integer>();
    var announced = new ArrayList<Event>();
    for (var item : items.values()) {
      announce(item, records)
          .ifPresent(
              event -> {
                announced.add(event);
                EventElements.of(event)
                    .forEach(element -> firstRecordOf.put(element, item.firstRecord()));
              });
    }
    var joined = EventElements.join(announced);
    events = joined.size();
    try {
      bus.publish(joined);
      return Optional.empty();
    } catch (EventsRefused refused) {
      LOG.warn("records are delivered again", refused);
      return refused.events().stream()
          .flatMap(EventElements::of)
          .map(firstRecordOf::get)
          .min(Integer::compare)
          .map(records::get);
    }
  }

  int events() {
    return events;
  }

  /// The records that can't be decoded.
  List<StreamRecord> setAside() {
    return setAside;
  }

  /// A record without an image says that the item was deleted, because its member was erased. There
  /// is nothing to publish: the member's own item has said so before.
  private void decode(int index, StreamRecord record) {
    try {
      var image = record.image();
      if (image.isEmpty()) return;
      handler
          .changeOf(image.get())
          .ifPresent(change -> items.merge(record.keys(), Merged.of(index, change), Merged::and));
    } catch (RuntimeException failure) {
      setAside(record, failure);
    }
  }

  private Optional<Event> announce(Merged item, List<StreamRecord> records) {
    if (item.origin().isEmpty()) return Optional.empty();
    var origin = item.origin().get();
    try {
      return item.newest().announcement().in(origin.lane(), origin.upload());
    } catch (PermanentFailure failure) {
      setAside(records.get(item.lastRecord()), failure);
      return Optional.empty();
    }
  }

  private void setAside(StreamRecord record, RuntimeException failure) {
    LOG.error("record {} is set aside", record.sequenceNumber(), failure);
    aside.put(record, failure);
    setAside.add(record);
  }

  /// The records of one item.
  ///
  /// @param origin empty if none of them moved anything
  private record Merged(int firstRecord, int lastRecord, Change newest, Optional<Origin> origin) {
    static Merged of(int index, Change change) {
      var origin =
          change.moved()
              ? Optional.of(new Origin(change.lane(), change.upload()))
              : Optional.<Origin>empty();
      return new Merged(index, index, change, origin);
    }

    Merged and(Merged later) {
      return new Merged(firstRecord, later.lastRecord, later.newest, and(later.origin));
    }

    private Optional<Origin> and(Optional<Origin> later) {
      if (origin.isEmpty() || later.isEmpty()) return later.or(() -> origin);
      return later.map(last -> new Origin(last.lane().and(origin.get().lane()), last.upload()));
    }
  }

  private record Origin(Lane lane, Optional<UploadId> upload) {}
}
