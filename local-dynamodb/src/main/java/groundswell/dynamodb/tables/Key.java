package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Value;
import java.util.Optional;

/// The primary key of one item.
public record Key(Value partition, Optional<Value> sort) {}
