package groundswell.dynamodb.http;

import java.util.random.RandomGenerator;

/// Names requests as DynamoDB does: 52 digits and capital letters.
final class RequestIds {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  private static final int LENGTH = 52;
  private static final int BITS = 5;
  private static final int PER_LONG = Long.SIZE / BITS;

  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    var id = new StringBuilder(LENGTH);
    var bits = 0L;
    for (var position = 0; position < LENGTH; position++) {
      if (position % PER_LONG == 0) bits = random.nextLong();
      id.append(ALPHABET.charAt((int) (bits & (ALPHABET.length() - 1))));
      bits >>>= BITS;
    }
    return id.toString();
  }
}
