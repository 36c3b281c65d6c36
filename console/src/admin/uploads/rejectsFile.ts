/// A rejected row of a rejects file.
export interface RejectedRow {
  readonly line: number;
  readonly code: string;
  readonly cells: readonly string[];
  /// Which cells are at fault.
  readonly atFault: readonly boolean[];
  readonly message: string;
}

/// The names of these columns stand in quotes if the file came from a workbook or from JSON.
const HEADER_END = /(.)("?)line\2\1\2error\2\1\2field\2\1\2message\2$/;

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/// The cells of a row; a quoted one may contain the separator.
export function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < row.length; at += 1) {
    const character = row.charAt(at);
    if (character === '"' && quoted && row.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell === "")) {
      quoted = !quoted;
    } else if (character === separator && !quoted) {
      cells.push(cell);
      cell = "";
    } else {
      cell += character;
    }
  }
  return [...cells, cell];
}

/// The rows of the beginning of a rejects file: each is the row as it came, then its line, the
/// code, the columns at fault and the message. A row that was cut off is left out.
export function rejectedRows(file: string, max: number): RejectedRow[] {
  const lines = file.split(/\r\n|\n|\r/);
  const header = lines.shift()?.replace(/^\ufeff/, "") ?? "";
  const end = HEADER_END.exec(header);
  const separator = end?.[1];
  if (end === null || separator === undefined) return [];
  const columns = cellsOf(header.slice(0, end.index), separator).map((column) => column.trim());
  const mark = escaped(separator);
  const trailer = new RegExp(`${mark}([0-9]+)${mark}([a-z-]+)${mark}"([^"]*)"${mark}"([^"]+)"$`);
  const rows: RejectedRow[] = [];
  let begun = "";
  for (const line of lines) {
    const text = begun === "" ? line : `${begun}\n${line}`;
    const found = trailer.exec(text);
    begun = found === null ? text : "";
    if (found === null) continue;
    const [, number = "", code = "", field = "", message = ""] = found;
    const cells = cellsOf(text.slice(0, found.index), separator);
    const faulty = field.split(", ");
    rows.push({
      line: Number(number),
      code,
      cells,
      atFault: cells.map((_, index) => faulty.includes(columns[index] ?? "\u0000")),
      message,
    });
    if (rows.length === max) break;
  }
  return rows;
}
