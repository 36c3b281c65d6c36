package groundswell.domain.activity;

/// What taking back an upload did to the places that its rows are about.
///
/// @param removed where its statement stood and is gone
/// @param restored where of these an earlier statement stands again
/// @param stayed where another statement stands that is greater
public record Reversal(long removed, long restored, long stayed) {
  public static final Reversal NONE = new Reversal(0, 0, 0);

  public Reversal plus(Reversal other) {
    return new Reversal(removed + other.removed, restored + other.restored, stayed + other.stayed);
  }
}
