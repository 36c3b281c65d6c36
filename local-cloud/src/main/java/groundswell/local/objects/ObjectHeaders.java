package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The headers that are stored with an object and returned with it. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
final class ObjectHeaders {
  private static final String USER_METADATA = "x-amz-meta-";
  private static final int USER_METADATA_BYTES_MAX = 2_048;
  private static final String DEFAULT_TYPE = "binary/octet-stream";
  private static final String CHUNKED = "aws-chunked";
  private static final Set<String> SYSTEM =
      Set.of("cache-control", "content-disposition", "content-language", "expires");
  private static final String ENCRYPTION = "x-amz-server-side-encryption";
  private static final List<String> ENCRYPTIONS = List.of("AES256", "aws:kms", "aws:kms:dsse");
  private static final Set<String> ENCRYPTED =
      Set.of(ENCRYPTION, ENCRYPTION + "-aws-kms-key-id", ENCRYPTION + "-bucket-key-enabled");
  static final String STORAGE_CLASS = "x-amz-storage-class";
  static final String STANDARD = "STANDARD";

  /// Those that can be read at once; archives need a restore first.
  private static final List<String> STORAGE_CLASSES =
      List.of(
          STANDARD,
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER_IR");

  private ObjectHeaders() {}

  static Map<String, String> of(S3Request request) {
    requireNoAcl(request);
    requireOneOf(request, ENCRYPTION, ENCRYPTIONS, Code.INVALID_ARGUMENT);
    requireOneOf(request, STORAGE_CLASS, STORAGE_CLASSES, Code.INVALID_STORAGE_CLASS);
    var headers = new LinkedHashMap<String, String>();
    request
        .names()
        .filter(ObjectHeaders::isStored)
        .forEach(name -> headers.put(name, request.header(name).orElse("")));
    requireSize(headers);
    headers.put("content-type", request.header("Content-Type").orElse(DEFAULT_TYPE));
    var encoding = contentEncoding(request);
    if (!encoding.isEmpty()) headers.put("content-encoding", encoding);
    if (headers.getOrDefault(STORAGE_CLASS, "").equals(STANDARD)) headers.remove(STORAGE_CLASS);
    return headers;
  }

  private static boolean isStored(String name) {
    return SYSTEM.contains(name)
        || ENCRYPTED.contains(name)
        || name.equals(STORAGE_CLASS)
        || name.startsWith(USER_METADATA);
  }

  /// The headers that tell a writer how the object is encrypted.
  static Map<String, String> encryption(Map<String, String> stored) {
    var told = new LinkedHashMap<>(stored);
    told.keySet().retainAll(ENCRYPTED);
    return told;
  }

  /// A copy is stored as its own request says, not as the original is.
  static void putStorage(Map<String, String> kept, Map<String, String> asked) {
    kept.keySet().removeIf(name -> ENCRYPTED.contains(name) || name.equals(STORAGE_CLASS));
    asked.forEach(
        (name, value) -> {
          if (ENCRYPTED.contains(name) || name.equals(STORAGE_CLASS)) kept.put(name, value);
        });
  }

  /// A bucket's owner owns everything in it, so access control lists have no effect: all but the
  /// owner's own are refused. See
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html
  private static void requireNoAcl(S3Request request) {
    var acl = request.header("x-amz-acl");
    var isOwners = acl.isEmpty() || acl.get().equals("bucket-owner-full-control");
    if (!isOwners || request.names().anyMatch(name -> name.startsWith("x-amz-grant-"))) {
      throw new S3Exception(
          Code.ACCESS_CONTROL_LIST_NOT_SUPPORTED, "The bucket does not allow ACLs");
    }
  }

  private static void requireOneOf(
      S3Request request, String header, List<String> values, Code code) {
    var value = request.header(header);
    if (value.isPresent() && !values.contains(value.get())) {
      throw new S3Exception(
          code, "%s must be one of %s, not %s".formatted(header, values, value.get()));
    }
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
