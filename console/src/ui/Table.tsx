import type { ReactNode } from "react";
import { Scroll } from "./Scroll";

interface Heading {
  readonly words: ReactNode;
  readonly className?: string;
}

export type Column = string | Heading;

/// The heading of a column of figures, which stand at its right.
export function numeric(words: string): Column {
  return { words, className: "n" };
}

interface TableProps {
  /// What it lists: its caption, and the name of the region that scrolls.
  readonly label: string;
  readonly columns: readonly Column[];
  readonly className?: string;
  /// The rows.
  readonly children: ReactNode;
}

/// A table with a heading for each column.
export function Table({ label, columns, className, children }: TableProps) {
  return (
    <Scroll label={label}>
      <table className={className}>
        <caption className="sr">{label}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => {
              const heading = typeof column === "string" ? { words: column } : column;
              return (
                <th key={index} scope="col" className={heading.className}>
                  {heading.words}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scroll>
  );
}
