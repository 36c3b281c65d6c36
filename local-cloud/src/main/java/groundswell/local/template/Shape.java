package groundswell.local.template;

import java.util.List;
import java.util.Map;

/// What a property may hold, and whether it works here.
sealed interface Shape {

  /// Works; its reader looks at the value.
  record Effect() implements Shape {}

  /// Accepted, and does nothing here.
  record None() implements Shape {}

  /// Works for these values only.
  record Only(List<String> values) implements Shape {}

  record Structure(Map<String, Shape> fields) implements Shape {}

  /// A mapping with any keys.
  record Dictionary(Shape value) implements Shape {}

  record ListOf(Shape element) implements Shape {}

  /// A mapping of `Type` and `Properties`, where the type says what the properties are.
  record ByType(Map<String, Shape> types) implements Shape {}
}
