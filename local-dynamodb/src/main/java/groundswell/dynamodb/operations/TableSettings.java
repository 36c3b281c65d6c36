package groundswell.dynamodb.operations;

import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// A table's description and tags. The tables keep it as their notes.
///
/// @param description without what changes by itself: states, numbers of items, sizes
/// @param changing the state of the table until {@code activeAt}
record TableSettings(
    TableDescription description,
    TableStatus changing,
    Instant activeAt,
    SortedMap<String, String> tags) {

  TableStatus status(Instant now) {
    return now.isBefore(activeAt) ? changing : TableStatus.ACTIVE;
  }

  TableSettings with(TableDescription newDescription, Instant newActiveAt) {
    return new TableSettings(newDescription, TableStatus.UPDATING, newActiveAt, tags);
  }

  TableSettings with(SortedMap<String, String> newTags) {
    return new TableSettings(description, changing, activeAt, newTags);
  }

  Item notes() {
    var tagValues = new LinkedHashMap<String, Value>();
    tags.forEach((key, value) -> tagValues.put(key, new Value.Text(value)));
    return new Item(
        Map.of(
            "Description", new Value.MapOf(Notes.of(description).attributes()),
            "Changing", new Value.Text(changing.toString()),
            "ActiveAt", new Value.Text(activeAt.toString()),
            "Tags", new Value.MapOf(tagValues)));
  }

  static TableSettings of(Item notes) {
    var description = TableDescription.builder();
    Notes.fill(
        (software.amazon.awssdk.core.SdkPojo) description, new Item(map(notes, "Description")));
    var tags = new TreeMap<String, String>();
    map(notes, "Tags").forEach((key, value) -> tags.put(key, text(value)));
    return new TableSettings(
        description.build(),
        TableStatus.fromValue(text(notes, "Changing")),
        Instant.parse(text(notes, "ActiveAt")),
        tags);
  }

  private static Map<String, Value> map(Item notes, String name) {
    if (notes.get(name) instanceof Value.MapOf(var attributes)) return attributes;
    throw new IllegalStateException("a table's notes have no map " + name);
  }

  private static String text(Item notes, String name) {
    if (notes.get(name) instanceof Value.Text(var text)) return text;
    throw new IllegalStateException("a table's notes have no text " + name);
  }

  private static String text(Value value) {
    if (value instanceof Value.Text(var text)) return text;
    throw new IllegalStateException("a table's notes have a tag that is no text");
  }
}
