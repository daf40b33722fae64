import type { Diagnostic, Severity } from '../pattern/diagnostic.ts';
import type { Checked } from './check-selected.ts';
import { summaryLines } from './summary.ts';
import type { Terminal } from './terminal.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** For GitHub Actions: a workflow command for each finding, which becomes an annotation, and the summary. */
export function formatGithub(checked: Checked, terminal: Pick<Terminal, 'paint' | 'invocation'>): string {
  return [...checked.diagnostics.map(command), ...summaryLines(checked, terminal)].join('\n');
}

function command({ severity, path, range, ruleId, message, docsUrl }: Diagnostic): string {
  const properties = {
    file: path,
    line: range.start.line,
    endLine: range.end.line,
    col: range.start.column,
    endColumn: range.end.column,
    title: ruleId,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${data(`${message}\n${docsUrl}`)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
