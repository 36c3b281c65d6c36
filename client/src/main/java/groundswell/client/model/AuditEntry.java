package groundswell.client.model;

import java.time.Instant;

/// Who did what, and why.
public record AuditEntry(Instant at, String who, String action, String reason, String outcome) {}
