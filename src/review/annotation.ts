import { type Diagnostic, type Fix, isInsertion } from '../pattern/diagnostic.ts';

/** A finding beside a line of the diff, in GitHub's terms. Columns only where the finding lies on one line. */
export type Annotation = {
  path: string;
  level: 'FAILURE' | 'WARNING' | 'NOTICE';
  startLine: number;
  endLine: number;
  startColumn?: number;
  endColumn?: number;
  title: string;
  message: string;
};

const levels = { error: 'FAILURE', warning: 'WARNING', info: 'NOTICE' } as const;

export function annotationOf({
  path,
  severity,
  ruleId,
  message,
  docsUrl,
  range,
  fix,
}: Diagnostic): Annotation {
  const { start } = range;
  // A range ends before its end: one that ends at a line's first column ends with the line above.
  const end =
    range.end.column === 1 && range.end.line > start.line
      ? { line: range.end.line - 1, column: 0 }
      : range.end;
  const columns = end.line === start.line &&
    end.column > 0 && { startColumn: start.column, endColumn: Math.max(start.column, end.column - 1) };
  return {
    path,
    level: levels[severity],
    startLine: start.line,
    endLine: end.line,
    ...columns,
    title: ruleId,
    message: [message, ...(fix ? [proposal(fix)] : []), docsUrl].join('\n'),
  };
}

/** GitHub takes 64 KiB of message; what is written by hand is far shorter. */
const maxWritten = 4_000;

/** Also where no suggestion can be made, the fix is told. */
function proposal(fix: Fix): string {
  const { text } = fix;
  const written = text.trim();
  if (written === '') return 'Take this out.';
  if (written.length > maxWritten) return 'Long to write: `patterns check --fix` does it.';
  return `${isInsertion(fix) ? 'Add' : 'Write'}: ${written.includes('\n') ? `\n${written}` : written}`;
}
