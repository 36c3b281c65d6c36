package groundswell.domain.uploads;

import groundswell.domain.files.FileRefused.Choice;
import java.util.List;

/// What reading a file brought to light besides its counts.
///
/// @param notes how it was read, and which of its rows differ, in sentences
/// @param choices of which the client has to make one, if the file is undecided
/// @param differing how many rows say something else than an earlier row about the same
public record Remarks(List<String> notes, List<Choice> choices, long differing) {
  public static final Remarks NONE = new Remarks(List.of(), List.of(), 0);

  public Remarks {
    notes = List.copyOf(notes);
    choices = List.copyOf(choices);
  }
}
