import { Link } from "@tanstack/react-router";
import type { Board } from "../api/types";
import { t } from "../texts";
import { Note } from "./Note";

const texts = t.board;

/// What a board does not show yet: scores that are computed anew, and, for those who may know of
/// them, files that are on their way.
export function BoardNotes({ board: { recalculation, uploads_under_way: uploads } }: { readonly board: Board }) {
  return (
    <>
      {recalculation !== undefined && <Note kind="info">{texts.recalculating(recalculation.parts_done, recalculation.parts)}</Note>}
      {uploads !== undefined && (
        <Note kind="info" title={texts.underWay(uploads.length)}>
          <ul>
            {uploads.map(({ upload, file_name: name, state }) => (
              <li key={upload}>
                <Link to="/admin/uploads/$upload" params={{ upload }} translate="no">
                  {name}
                </Link>{" "}
                {t.admin.became[state]}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}
