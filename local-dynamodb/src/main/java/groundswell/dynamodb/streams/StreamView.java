package groundswell.dynamodb.streams;

/// What a stream's records hold of the item, besides its key.
public enum StreamView {
  KEYS_ONLY(false, false),
  NEW_IMAGE(false, true),
  OLD_IMAGE(true, false),
  NEW_AND_OLD_IMAGES(true, true);

  private final boolean holdsOldImage;
  private final boolean holdsNewImage;

  StreamView(boolean holdsOldImage, boolean holdsNewImage) {
    this.holdsOldImage = holdsOldImage;
    this.holdsNewImage = holdsNewImage;
  }

  public boolean holdsOldImage() {
    return holdsOldImage;
  }

  public boolean holdsNewImage() {
    return holdsNewImage;
  }
}
