package groundswell.domain.settings;

import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.CodePage;
import groundswell.domain.members.TimeZone;
import groundswell.domain.uploads.UploadPolicy;

/// All that a tenant decides for itself.
///
/// @param zone of members who have none of their own
/// @param entries its metrics, and how old a day may be
/// @param sources which of a day's sources counts in challenges that say nothing about it
/// @param ownEntries whether members may enter activity themselves
/// @param codePage what a file is read as that is not in Unicode
/// @param inboxPolicy what happens to a file of the inbox with rejected rows
public record Settings(
    TimeZone zone,
    EntryRules entries,
    SourcePolicy sources,
    boolean ownEntries,
    CodePage codePage,
    UploadPolicy inboxPolicy,
    TenantLimits limits) {}
