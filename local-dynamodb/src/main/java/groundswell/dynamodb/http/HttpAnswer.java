package groundswell.dynamodb.http;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/// An answer to the client, without the headers that every answer has.
record HttpAnswer(int status, Map<String, String> headers, SdkBytes body) {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int TOO_LARGE = 413;
  static final int INTERNAL_ERROR = 500;

  static HttpAnswer json(int status, String contentType, byte[] body) {
    return new HttpAnswer(
        status, Map.of("Content-Type", contentType), SdkBytes.fromByteArrayUnsafe(body));
  }

  static HttpAnswer text(int status, String text) {
    return new HttpAnswer(status, Map.of(), SdkBytes.fromUtf8String(text));
  }

  static HttpAnswer empty(int status, Map<String, String> headers) {
    return new HttpAnswer(status, headers, SdkBytes.fromByteArrayUnsafe(new byte[0]));
  }
}
