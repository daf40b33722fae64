import type { Diagnostic } from '../pattern/diagnostic.ts';
import { visible } from '../pattern/visible.ts';
import { count } from '../pattern/wording.ts';
import type { Checked } from './check-selected.ts';
import { codeFrame } from './code-frame.ts';
import { isFixable } from './fix-selected.ts';
import { summaryLines } from './summary.ts';
import type { Paint, Terminal } from './terminal.ts';

/** With advice for more patterns than this, only how much there is for each is said. */
const maxAdvised = 3;
/** So many of the problems that were there already are shown. */
const maxPreexisting = 20;

/** For people. Advice comes first and short; errors come last, where the eye is when the command has ended. */
export function formatText(checked: Checked, terminal: Pick<Terminal, 'paint' | 'invocation'>): string {
  const { paint } = terminal;
  const advice = checked.diagnostics.filter(({ severity }) => severity === 'info');
  const problems = checked.diagnostics.filter(({ severity }) => severity !== 'info');
  // Errors after warnings: the most important is read first from below.
  const ordered = [...problems.filter(isWarning), ...problems.filter(problem => !isWarning(problem))];
  return [
    ...adviceLines(advice, terminal),
    ...ordered.flatMap(problem => [...problemLines(problem, checked.texts.get(problem.path), paint), '']),
    ...preexistingLines(checked.preexisting ?? [], paint),
    ...summaryLines(checked, terminal),
    ...fixableLines(checked.diagnostics, terminal),
  ].join('\n');
}

function fixableLines(
  diagnostics: readonly Diagnostic[],
  { paint, invocation }: Pick<Terminal, 'paint' | 'invocation'>,
): string[] {
  const fixable = diagnostics.filter(isFixable).length;
  if (fixable === 0) return [];
  return [`${fixable} of these can be fixed by ${paint('bold', `${invocation} check --fix`)}`];
}

function isWarning({ severity }: Diagnostic): boolean {
  return severity === 'warning';
}

function problemLines(problem: Diagnostic, text: string | undefined, paint: Paint): string[] {
  const { path, range, severity, message, ruleId } = problem;
  const color = isWarning(problem) ? 'yellow' : 'red';
  const frame = text === undefined || text === '' ? [] : codeFrame(text, range, paint);
  return [
    paint('cyan', `${visible(path)}:${range.start.line}:${range.start.column}`),
    `  ${paint(['bold', color], `${severity}:`)} ${visible(message)} ${paint('dim', `(${ruleId})`)}`,
    ...frame.map(line => `  ${line}`),
  ];
}

/** What nobody has to mend in this change, in one line each. */
function preexistingLines(preexisting: readonly Diagnostic[], paint: Paint): string[] {
  const problems = preexisting.filter(({ severity }) => severity !== 'info');
  if (problems.length === 0) return [];
  const shown = problems.slice(0, maxPreexisting).map(({ path, range, message, ruleId }) => {
    const place = paint('cyan', `${visible(path)}:${range.start.line}:${range.start.column}`);
    return `  ${place} ${visible(message)} ${paint('dim', `(${ruleId})`)}`;
  });
  const more = problems.length - shown.length;
  return [
    paint('bold', `Already there before this change (${problems.length}), not counted:`),
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ];
}

function adviceLines(
  advice: readonly Diagnostic[],
  { paint, invocation }: Pick<Terminal, 'paint' | 'invocation'>,
): string[] {
  const paths = [...new Set(advice.map(({ path }) => path))];
  if (paths.length === 0) return [];
  const title = paint('bold', 'Advice: what an accepted pattern would have. A draft may lack it.');
  if (paths.length > maxAdvised) {
    const lines = paths.map(path => {
      const number = advice.filter(item => item.path === path).length;
      return `  ${paint('cyan', visible(path))}  ${count(number, 'piece of advice', 'pieces of advice')}`;
    });
    return [title, ...lines, paint('dim', `  To read it: ${invocation} check <path>`), ''];
  }
  const groups = paths.flatMap(path => [
    `  ${paint('cyan', visible(path))}`,
    ...advice
      .filter(item => item.path === path)
      .map(
        ({ range, message, ruleId }) =>
          `    ${String(range.start.line).padStart(3)}  ${visible(message)} ${paint('dim', `(${ruleId})`)}`,
      ),
  ]);
  return [title, ...groups, ''];
}
