/// EventBridge: buses whose rules match on AWS's own event-ruler and deliver to queues.
@org.jspecify.annotations.NullMarked
package groundswell.local.bus;
