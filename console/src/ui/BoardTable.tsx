import { Link, type LinkProps } from "@tanstack/react-router";
import type { Board } from "../api/types";
import { t } from "../texts";
import { figure } from "../texts/words";
import { Icon } from "./Icon";
import { Chip } from "./Note";
import { numeric, Table } from "./Table";
import { useChanged } from "./useChanged";

const COLUMNS = [numeric(t.board.rank), t.board.member, t.board.team, numeric(t.board.score), numeric(t.board.days)];

interface BoardTableProps {
  readonly title: string;
  readonly rows: Board["rows"];
  /// The reader's own id: its row is marked.
  readonly mine?: string;
  /// Where a member's name leads to.
  readonly link?: (member: string) => LinkProps;
}

/// Rows of a challenge's board. One whose score has just changed is marked for a moment, by a sign and
/// a colour that stand still.
export function BoardTable({ title, rows, mine, link }: BoardTableProps) {
  const changed = useChanged(rows);
  return (
    <Table label={title} columns={COLUMNS}>
      {rows.map((row) => (
        <tr key={row.member} className={`${row.member === mine ? "mine" : "hit"}${changed.has(row.member) ? " changed" : ""}`}>
          <td className="n">{figure(row.rank)}</td>
          <td>
            {link === undefined ? (
              <span translate="no">{row.name}</span>
            ) : (
              <Link {...link(row.member)} className="title-link" translate="no">
                {row.name}
              </Link>
            )}{" "}
            {row.member === mine && <Chip kind="accent">{t.board.you}</Chip>}
          </td>
          <td translate="no">{row.team}</td>
          <td className="n strong">
            {changed.has(row.member) && <Icon name="spark" />}
            {figure(row.score)}
          </td>
          <td className="n">{figure(row.days)}</td>
        </tr>
      ))}
    </Table>
  );
}
