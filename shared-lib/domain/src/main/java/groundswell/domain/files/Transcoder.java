package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/// Text of any encoding as UTF-8. What no character is written as becomes U+FFFD, which no id or
/// name may have, so that its row is rejected.
final class Transcoder extends InputStream {
  private static final int BUFFER_CHARS = 1 << 15;
  private static final String LOST = "\ufffd";

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer source = ByteBuffer.allocate(BUFFER_CHARS).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_CHARS).limit(0);
  private ByteBuffer utf8 = ByteBuffer.allocate(0);
  private boolean ended;
  private boolean done;

  Transcoder(InputStream in, Charset charset) {
    this.in = in;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(LOST);
  }

  @Override
  public int read() throws IOException {
    return more() ? utf8.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!more()) return -1;
    int count = Math.min(length, utf8.remaining());
    utf8.get(target, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean more() throws IOException {
    while (!utf8.hasRemaining() && !done) decode();
    return utf8.hasRemaining();
  }

  private void decode() throws IOException {
    if (!ended) {
      source.compact();
      int count = in.read(source.array(), source.position(), source.remaining());
      ended = count < 0;
      source.position(source.position() + Math.max(0, count)).flip();
    }
    chars.clear();
    var decoded = decoder.decode(source, chars, ended);
    if (ended && decoded.isUnderflow()) decoder.flush(chars);
    chars.flip();
    // The decoder leaves no half of a pair of surrogates. A string is encoded faster than a buffer.
    utf8 = ByteBuffer.wrap(chars.toString().getBytes(UTF_8));
    done = ended && !source.hasRemaining();
  }
}
