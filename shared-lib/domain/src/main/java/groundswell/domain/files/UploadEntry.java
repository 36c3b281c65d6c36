package groundswell.domain.files;

import groundswell.domain.ids.MemberId;

/// What a good row says.
public sealed interface UploadEntry permits ActivityEntry, MemberEntry {
  MemberId member();
}
