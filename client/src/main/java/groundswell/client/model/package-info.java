/// What the HTTP API takes and answers, as records. The names of the components are those of the
/// JSON fields; a component that the API may leave out is nullable. Ids that a client only passes
/// on, such as those of failures, stay text.
@org.jspecify.annotations.NullMarked
package groundswell.client.model;
