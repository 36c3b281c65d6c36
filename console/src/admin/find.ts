import { challengesOf } from "../api/reads";
import { t } from "../texts";
import { type Find, fits } from "../ui/Palette";
import type { NavItem } from "../ui/Shell";
import { findMembers } from "./members/calls";
import { listUploads } from "./uploads/calls";

const MEMBERS_FOUND = 5;
/// Of fewer letters too many members have some.
const MEMBER_LETTERS_MIN = 2;

/// Challenges and members by id or name, and the latest uploads by the names of their files.
export const find: Find = async (api, asked, signal) => {
  const [{ challenges }, { uploads }, members] = await Promise.all([
    challengesOf(api).read(signal),
    listUploads(api, {}, signal),
    asked.length < MEMBER_LETTERS_MIN ? [] : findMembers(api, asked, MEMBERS_FOUND, signal),
  ]);
  const kinds = t.admin.found;
  return [
    ...challenges
      .filter(({ id, name }) => fits(`${name} ${id}`, asked))
      .map(({ id, name }): NavItem => ({ label: name, hint: kinds.challenge, icon: "flag", link: { to: "/admin/challenges/$challenge", params: { challenge: id } } })),
    ...members.map(
      ({ member, display_name: name }): NavItem => ({ label: name, hint: member, icon: "people", link: { to: "/admin/members/$member", params: { member } } }),
    ),
    ...uploads
      .filter(({ upload, file_name: file }) => upload.startsWith(asked) || fits(file, asked))
      .map(({ upload, file_name: file }): NavItem => ({ label: file, hint: kinds.upload, icon: "upload", link: { to: "/admin/uploads/$upload", params: { upload } } })),
  ];
};
