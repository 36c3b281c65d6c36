package groundswell.client.model;

/// A mapping under a name.
///
/// @param kind `activity` or `members`
/// @param title what the layout is
/// @param builtIn whether every tenant has it
public record NamedMapping(
    String name, String kind, String title, boolean builtIn, String mapping) {}
