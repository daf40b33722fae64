import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { evidenceOf } from '../evidence/evidence.ts';
import { headlineOf } from '../evidence/headline.ts';
import type { Examiner } from '../examiner/open-examiner.ts';
import { type Pattern, textOf } from '../pattern/pattern.ts';
import { folderOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { count } from '../pattern/wording.ts';
import { findPython } from '../reproduce/find-python.ts';
import { type DrawChart, loadDrawing } from '../reproduce/load-drawing.ts';
import {
  checkPattern,
  measurePattern,
  type Reproduction,
  rewriteEvidence,
} from '../reproduce/reproduce-pattern.ts';
import { findSandbox } from '../reproduce/sandbox.ts';
import { disagreementTable } from './disagreement-table.ts';
import { readOptions } from './options.ts';
import { progressLine } from './progress-line.ts';
import { recordReproductions } from './record-reproductions.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { replaceFile } from './replace-file.ts';
import { type Target, targetsOf } from './reproduce-targets.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const reproduceHelp = `Runs benchmarks, without network, and writes what was measured: results.json, chart.svg and the Evidence section.

Usage: patterns reproduce <fingerprint|folder>… [--check] [--record]
       patterns reproduce --all | --changed [--base <ref>] [--check] [--record]
       patterns reproduce <fingerprint|folder>… | --all --rewrite

  --check        measure again and compare: agreement, or a table of what differs; writes nothing
  --rewrite      measure nothing: make text and chart anew from the results that are there
  --all          every pattern with a benchmark
  --changed      the patterns that differ from the base; all of them when the shared module does
  --base <ref>   compare with where HEAD left this branch, tag or commit (default: origin/HEAD)
  --record       with --check: note the agreement in reproductions.json (for maintainers)

Python is PYTHON or python3; patterns/<domain>/requirements.txt names the versions.
Exit code: 0 measured or agreed, 1 differs or a benchmark failed, 2 wrong usage or this machine could not do it.`;

const flags = {
  check: { type: 'boolean' },
  rewrite: { type: 'boolean' },
  all: { type: 'boolean' },
  changed: { type: 'boolean' },
  record: { type: 'boolean' },
  base: { type: 'string' },
} as const;

export async function reproduceCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, flags);
  if (isRefusal(options)) return options;
  const {
    check = false,
    record = false,
    rewrite = false,
    all = false,
    changed = false,
    base,
  } = options.values;
  if (record && !check) return { refusal: '--record notes an agreement, so it needs --check.' };
  if (rewrite && check) return { refusal: '--rewrite measures nothing, so there is nothing to --check.' };
  const asked = { named: options.positionals, all, changed, base };
  const found = await targetsOf(terminal.directory, asked, examiner);
  if (isRefusal(found)) return found;
  const { root, targets } = found;
  if (targets.length === 0) {
    terminal.print(changed ? 'No pattern with a benchmark has changed.' : 'No pattern has a benchmark.');
    return changed ? 0 : 2;
  }
  const drawing = await loadDrawing(packageJson.version);
  if ('missing' in drawing) return { refusal: drawing.missing };
  const { drawChart } = drawing;
  if (rewrite) return rewriteAll(root, targets, terminal, drawChart);
  const python = findPython(process.env.PYTHON);
  if ('missing' in python) return { refusal: python.missing };
  const sandbox = findSandbox(root);
  terminal.print(`${count(targets.length, 'benchmark')}, network ${sandbox.description}, ${python.python}`);
  let worst: ExitCode = 0;
  const agreed: Target[] = [];
  for (const target of targets) {
    const outcome = await reproduce(target, root, check, terminal, {
      python: python.python,
      sandbox,
      drawChart,
    });
    if (outcome.kind === 'agrees') agreed.push(target);
    if (outcome.kind === 'failed' || outcome.kind === 'differs') worst = worst === 2 ? 2 : 1;
    if (outcome.kind === 'impossible') worst = 2;
  }
  const isRecorded = !record || agreed.length === 0 || (await recordReproductions(root, agreed, terminal));
  return isRecorded ? worst : 2;
}

async function rewriteAll(
  root: string,
  targets: readonly Target[],
  terminal: Terminal,
  drawChart: DrawChart,
): Promise<ExitCode> {
  let worst: ExitCode = 0;
  for (const { pattern, files } of targets) {
    const folder = folderOf(pattern.place);
    const readme = await readFile(join(root, pattern.path), 'utf8');
    const outcome = await rewriteEvidence(
      pattern,
      readme,
      evidenceOf(folder, path => files.get(path)),
      drawChart,
    );
    if (outcome.kind === 'measured') await write(join(root, folder), outcome.files);
    else worst = 1;
    tell(outcome, titleOf(pattern), terminal, 'written ');
  }
  return worst;
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await replaceFile(join(folder, name), text);
}

function titleOf(pattern: Pattern): string {
  return `${textOf(pattern, 'fingerprint') ?? ''} ${visible(folderOf(pattern.place))}`.trim();
}

async function reproduce(
  target: Target,
  root: string,
  check: boolean,
  terminal: Terminal,
  tools: { python: string; sandbox: ReturnType<typeof findSandbox>; drawChart: DrawChart },
): Promise<Reproduction> {
  const { pattern, files } = target;
  const folder = folderOf(pattern.place);
  const title = titleOf(pattern);
  const progress = progressLine(terminal, title);
  const bench = { root, ...tools, onProgress: progress.show };
  const evidence = evidenceOf(folder, path => files.get(path));
  const readme = await readFile(join(root, pattern.path), 'utf8');
  const outcome = check
    ? await checkPattern(pattern, evidence, bench)
    : await measurePattern(pattern, readme, bench);
  progress.clear();
  if (outcome.kind === 'measured') await write(join(root, folder), outcome.files);
  tell(outcome, title, terminal);
  return outcome;
}

function tell(
  outcome: Reproduction,
  title: string,
  { print, complain, paint }: Terminal,
  done = 'measured',
): void {
  const headings = {
    measured: paint('green', done),
    agrees: paint('green', 'agrees  '),
    differs: paint('red', 'differs '),
    failed: paint('red', 'failed  '),
    impossible: paint('yellow', 'not done'),
  };
  const heading = `${headings[outcome.kind]}  ${title}`;
  if (outcome.kind === 'measured') print(`${heading}\n          ${visible(headlineOf(outcome.results))}`);
  else if (outcome.kind === 'agrees') print(heading);
  else if (outcome.kind === 'differs') print(`${heading}\n${disagreementTable(outcome.disagreements)}`);
  else complain(`${heading}\n${visibleLines(outcome.why)}`);
}

/** What a script has printed may hold what a terminal would obey. */
function visibleLines(text: string): string {
  return text
    .split('\n')
    .map(line => `          ${visible(line)}`)
    .join('\n');
}
