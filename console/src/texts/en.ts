import { admin } from "./en/admin";
import { me } from "./en/me";
import { ops } from "./en/ops";
import { problems } from "./en/problems";
import { rejects } from "./en/rejects";
import { shared } from "./en/shared";

export const en = { ...shared, admin, me, ops, problems, rejects };
