package groundswell.local.objects;

/// The one key pair that the store accepts.
public record Credentials(String accessKeyId, String secretAccessKey) {}
