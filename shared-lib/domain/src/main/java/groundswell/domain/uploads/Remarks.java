package groundswell.domain.uploads;

import java.util.List;

/// What reading a file brought to light besides its counts.
///
/// @param notes how it was read, and which of its rows differ, in sentences
/// @param differing how many rows say something else than an earlier row about the same
public record Remarks(List<String> notes, long differing) {
  public static final Remarks NONE = new Remarks(List.of(), 0);

  public Remarks {
    notes = List.copyOf(notes);
  }
}
