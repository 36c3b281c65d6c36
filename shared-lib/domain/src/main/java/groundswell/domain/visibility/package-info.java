/// Whether the boards show what an upload brought. It is answered by looking at what is stored, not
/// by counting messages.
@org.jspecify.annotations.NullMarked
package groundswell.domain.visibility;
