import { visible } from '../pattern/visible.ts';
import { count } from '../pattern/wording.ts';
import type { Checked } from './check-selected.ts';
import { isRefusal } from './refusal.ts';
import { tally } from './tally.ts';
import type { Terminal } from './terminal.ts';

/** What was not checked, how it stands, and what to do next. */
export function summaryLines(
  checked: Checked,
  { paint, invocation }: Pick<Terminal, 'paint' | 'invocation'>,
): string[] {
  const { base, notChecked, patterns, diagnostics } = checked;
  const { errors, warnings, advice } = tally(diagnostics);
  const listed = notChecked.map(id => `\`${id}\``).join(', ');
  const lines: string[] = [];
  if (isRefusal(base) && notChecked.length > 0) {
    lines.push(
      paint(
        'dim',
        `Not checked offline: ${listed}. There is nothing to compare with: ${visible(base.refusal)}`,
      ),
      paint('dim', 'To check them, name the branch that the change starts from: --base <ref>'),
    );
  } else if (!isRefusal(base)) {
    lines.push(paint('dim', `Compared with ${visible(base.description)}.`));
    if (notChecked.length > 0)
      lines.push(paint('dim', `Only the App checks ${listed}: it looks at other open pull requests.`));
  }
  const parts = [
    count(patterns, 'pattern'),
    paint(errors > 0 ? ['bold', 'red'] : 'green', count(errors, 'error')),
    paint(warnings > 0 ? 'yellow' : 'green', count(warnings, 'warning')),
    ...(advice > 0 ? [count(advice, 'piece of advice', 'pieces of advice')] : []),
  ];
  lines.push(parts.join(', '));
  const first = diagnostics.find(({ severity }) => severity === 'error');
  if (first) lines.push(`Learn more: ${paint('bold', `${invocation} explain ${first.ruleId}`)}`);
  return lines;
}
