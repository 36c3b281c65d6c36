/// The HTTP API's requests and answers as records. Components have the names of the JSON fields; a
/// component that the API may leave out is nullable. Ids that a client only passes on, such as
/// those of failures, stay text.
@org.jspecify.annotations.NullMarked
package groundswell.client.model;
