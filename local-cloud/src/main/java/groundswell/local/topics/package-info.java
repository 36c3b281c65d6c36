/// SNS: topics with filter policies, and an inbox that shows what was published.
@org.jspecify.annotations.NullMarked
package groundswell.local.topics;
