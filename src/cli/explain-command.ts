import { didYouMean } from '../pattern/did-you-mean.ts';
import { visible } from '../pattern/visible.ts';
import { allRules } from '../rules/all-rules.ts';
import { docsUrl } from '../rules/docs-url.ts';
import { tellingPart } from '../rules/examples/telling-part.ts';
import { severityOf } from '../rules/pages/severity-words.ts';
import type { Example, Rule } from '../rules/rule.ts';
import { readOptions } from './options.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { ExitCode, Paint, Terminal } from './terminal.ts';

export const explainHelp = `Explains a rule: what it wants, why, how to satisfy it, and an example of both. Without a rule, lists them all.

Usage: patterns explain [rule]`;

export async function explainCommand(
  args: string[],
  { paint, print }: Terminal,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, {});
  if (isRefusal(options)) return options;
  const [id, ...more] = options.positionals;
  if (more.length > 0) return { refusal: 'One rule at a time, please.' };
  if (id === undefined) {
    print(listing(paint));
    return 0;
  }
  const ids = allRules.map(rule => rule.id);
  const rule = allRules.find(rule => rule.id === id);
  if (!rule) {
    const near = didYouMean(id, ids);
    const hint = near === null ? `The rules are: ${ids.join(', ')}.` : `Did you mean ${near}?`;
    return { refusal: `There is no rule ${JSON.stringify(visible(id))}. ${hint}` };
  }
  print(explanation(rule, paint));
  return 0;
}

function listing(paint: Paint): string {
  const width = Math.max(...allRules.map(rule => rule.id.length));
  return allRules.map(rule => `${paint('bold', rule.id.padEnd(width))}  ${rule.what}`).join('\n');
}

function explanation(rule: Rule, paint: Paint): string {
  return [
    `${paint('bold', rule.id)}  ${severityOf(rule)}`,
    '',
    rule.what,
    '',
    `${paint('bold', 'Why')}  ${rule.why}`,
    `${paint('bold', 'Fix')}  ${rule.fix}`,
    ...needsLines(rule),
    '',
    paint(['bold', 'red'], 'Found in'),
    ...exampleLines(tellingPart(rule.failing, rule.passing), paint),
    '',
    paint(['bold', 'green'], 'Not found in'),
    ...exampleLines(tellingPart(rule.passing, rule.failing), paint),
    '',
    paint('dim', docsUrl(rule.id)),
  ].join('\n');
}

function needsLines({ needs }: Rule): string[] {
  if (!needs) return [];
  return needs.includes('claims')
    ? ['', 'It looks at other open pull requests, so only the App checks it.']
    : ['', 'It compares with the state before the change, so offline it needs a base (--base <ref>).'];
}

const maxLines = 30;

function exampleLines({ files, base = {}, claims = [] }: Example, paint: Paint): string[] {
  const before = Object.entries(base).filter(([path, text]) => files[path] !== text);
  const gone = before.filter(([path]) => !Object.hasOwn(files, path));
  return [
    ...before.flatMap(([path, text]) => fileLines(`before: ${path}`, text, paint)),
    ...Object.entries(files).flatMap(([path, text]) => fileLines(path, text, paint)),
    ...gone.map(([path]) => paint('cyan', `  ${path} (removed)`)),
    ...claims.map(({ number, fingerprint, name, folder }) =>
      paint('cyan', `  meanwhile #${number} adds ${fingerprint} ${name} in ${folder}`),
    ),
  ];
}

function fileLines(title: string, text: string, paint: Paint): string[] {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, maxLines).map(line => `    ${short(line)}`.trimEnd());
  return [paint('cyan', `  ${title}`), ...shown, ...(lines.length > maxLines ? ['    …'] : [])];
}

function short(line: string): string {
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
