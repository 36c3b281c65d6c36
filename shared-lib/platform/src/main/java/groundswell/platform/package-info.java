/// The only code that talks to AWS: tables, bus, queues, objects, the batch loop and the wiring of
/// functions.
@org.jspecify.annotations.NullMarked
package groundswell.platform;
