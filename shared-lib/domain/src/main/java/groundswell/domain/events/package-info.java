/// Events: the messages between functions. Activity and scores are inside them; members and
/// definitions are read where they are needed.
@org.jspecify.annotations.NullMarked
package groundswell.domain.events;
