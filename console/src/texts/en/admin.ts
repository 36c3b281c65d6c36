import { challenges } from "./admin/challenges";
import { members } from "./admin/members";
import { setup } from "./admin/setup";
import { uploads } from "./admin/uploads";

export const admin = {
  nav: {
    uploads: "Uploads",
    challenges: "Challenges",
    members: "Members",
    layouts: "File layouts",
    metrics: "Metrics, limits",
  },
  ...uploads,
  ...members,
  ...challenges,
  ...setup,
} as const;
