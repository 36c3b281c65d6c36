package groundswell.domain.uploads;

import groundswell.domain.ids.MemberId;

/// What a good row says.
public sealed interface UploadEntry permits ActivityEntry, MemberEntry {
  MemberId member();
}
