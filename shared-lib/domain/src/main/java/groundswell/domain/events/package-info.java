/// Events: what the functions tell each other. Activity and scores travel inside them; members and
/// definitions are read where they are needed.
@org.jspecify.annotations.NullMarked
package groundswell.domain.events;
