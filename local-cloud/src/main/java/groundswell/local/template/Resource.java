package groundswell.local.template;

import groundswell.local.template.SupportedTypes.SupportedType;
import groundswell.local.template.Value.Fields;
import java.util.Optional;

/// A resource as the template defines it, with nothing resolved.
///
/// @param properties with the globals merged in
/// @param condition under which it is created
record Resource(
    String logicalId,
    String type,
    SupportedType supported,
    Fields properties,
    Optional<String> condition,
    int line) {

  /// For messages, as `Function "Api"`.
  String label() {
    return "%s \"%s\"".formatted(type.substring(type.lastIndexOf(':') + 1), logicalId);
  }
}
