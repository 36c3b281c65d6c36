import { challenges } from "./admin/challenges";
import { columns } from "./admin/columns";
import { members } from "./admin/members";
import { setup } from "./admin/setup";
import { uploads } from "./admin/uploads";

export const admin = {
  nav: {
    uploads: "Uploads",
    challenges: "Challenges",
    members: "Members",
    inbox: "Inbox",
    layouts: "File layouts",
    metrics: "Metrics and limits",
  },
  /// What a search has found.
  found: { challenge: "Challenge", upload: "Upload" },
  ...uploads,
  columns,
  ...members,
  ...challenges,
  ...setup,
} as const;
