package groundswell.client.model;

import groundswell.domain.ids.MemberId;

/// A member who is being erased.
///
/// @param keptUntil when the last file or failure that may name the member expires
/// @param kept what that is
public record ErasedMember(
    MemberId member, String state, String erasedAt, String keptUntil, String kept) {}
