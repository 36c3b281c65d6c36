package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The headers that are stored with an object and come back with it. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
final class ObjectHeaders {
  private static final String USER_METADATA = "x-amz-meta-";
  private static final int USER_METADATA_BYTES_MAX = 2_048;
  private static final String DEFAULT_TYPE = "binary/octet-stream";
  private static final String CHUNKED = "aws-chunked";
  private static final Set<String> SYSTEM =
      Set.of("cache-control", "content-disposition", "content-language", "expires");

  private ObjectHeaders() {}

  static Map<String, String> of(S3Request request) {
    var headers = new LinkedHashMap<String, String>();
    names(request)
        .filter(name -> SYSTEM.contains(name) || name.startsWith(USER_METADATA))
        .forEach(name -> headers.put(name, request.header(name).orElse("")));
    requireSize(headers);
    headers.put("content-type", request.header("Content-Type").orElse(DEFAULT_TYPE));
    var encoding = contentEncoding(request);
    if (!encoding.isEmpty()) headers.put("content-encoding", encoding);
    return headers;
  }

  private static Stream<String> names(S3Request request) {
    var inQuery = request.parameters().stream().map(S3Request.Parameter::name);
    return Stream.concat(request.headers().keySet().stream(), inQuery)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct();
  }

  private static void requireSize(Map<String, String> headers) {
    var bytes =
        headers.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(USER_METADATA))
            .map(entry -> entry.getKey().substring(USER_METADATA.length()) + entry.getValue())
            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (bytes > USER_METADATA_BYTES_MAX) {
      throw new S3Exception(
          Code.METADATA_TOO_LARGE,
          "Your metadata headers exceed the maximum allowed metadata size");
    }
  }

  /// Without `aws-chunked`, which is only how the body travelled.
  private static String contentEncoding(S3Request request) {
    return Arrays.stream(request.header("Content-Encoding").orElse("").split(",", -1))
        .map(String::strip)
        .filter(encoding -> !encoding.isEmpty() && !encoding.equals(CHUNKED))
        .collect(Collectors.joining(","));
  }
}
