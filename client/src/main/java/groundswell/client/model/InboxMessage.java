package groundswell.client.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A message that a topic of a local cloud has published.
public record InboxMessage(String body, SortedMap<String, String> attributes) {
  public InboxMessage {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
