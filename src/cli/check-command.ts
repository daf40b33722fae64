import type { Examiner } from '../examiner/open-examiner.ts';
import { withTexts } from '../inspection/tree.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { domainOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import type { Examining } from '../planning/examine-files.ts';
import type { Check } from './check-library.ts';
import { baseOrNull, type Checked, checkSelected } from './check-selected.ts';
import { directoryTree } from './directory-tree.ts';
import { findBase } from './find-base.ts';
import { twinsOfPatterns } from './find-library.ts';
import { fixedLines, patchOf } from './fix-report.ts';
import { fixSelected } from './fix-selected.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatText } from './format-text.ts';
import { openCache } from './open-cache.ts';
import { readOptions } from './options.ts';
import { type Base, readBase } from './read-base.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, notThere, type Selected, selectPaths } from './select-paths.ts';
import { type AbsentFiles, absentFilesIn } from './sparse-files.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { writeFixed } from './write-fixed.ts';

export const checkHelp = `Checks patterns by the same rules as the App.

Usage: patterns check [paths…] [--base <ref>] [--introduced] [--format text|json|github] [--fix | --dry-run]

  paths             files, patterns, categories, domains or the whole repository (default: patterns)
  --base <ref>      compare with where HEAD left this branch, tag or commit
                    (default: origin/HEAD, origin/main or origin/master)
  --introduced      count only what the change brings; what was wrong before it is listed apart
  --format <name>   text for people (default), json for programs, github for annotations in a workflow
  --fix             correct what nobody has to think about, then say what is left; advice is not followed
  --dry-run         print what --fix would change, as a patch for \`git apply\`, and write nothing

Exit code: 0 no errors, 1 errors, 2 wrong usage or something could not be checked or written. With --fix
what is left counts, with --dry-run what is there now.`;

const formats = { text: formatText, json: formatJson, github: formatGithub };

/** Without a base, rules that need one are listed as not checked; a base that was asked for must be there. */
export async function checkCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, {
    base: { type: 'string' },
    introduced: { type: 'boolean' },
    format: { type: 'string' },
    fix: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  });
  if (isRefusal(options)) return options;
  const format = formatNamed(options.values.format ?? 'text');
  if (isRefusal(format)) return format;
  const mode = options.values['dry-run'] ? 'dry-run' : options.values.fix ? 'fix' : null;
  if (mode !== null && format !== formatText)
    return {
      refusal: `--${mode} goes with --format text only. With --format json each finding carries its \`fix\`: a range and the text instead.`,
    };
  const selection = await selectPaths(terminal.directory, options.positionals);
  if (isRefusal(selection)) return selection;
  const { library, selected } = selection;
  const cache = openCache(library.root, process.env);
  const examining = { examiner, cache: cache.examinations };
  const absentFiles = absentFilesIn(library.root);
  const [base, absent, tree, twins] = await Promise.all([
    baseOf(library.root, options.values.base, examining),
    absentFiles,
    directoryTree(library.root, cache.ids, absentFiles),
    twinsOfPatterns(library.root),
  ]);
  if (isRefusal(base) && options.values.base !== undefined) return base;
  const gone = selected.find(one => !one.isThere && !absent.has(one.path) && !wasThere(one, base));
  if (gone) return notThere(gone.typed);
  const { introduced = false } = options.values;
  if (introduced && isRefusal(base))
    return { refusal: `--introduced needs something to compare with: ${base.refusal} Name it with --base.` };
  const domains = domainsWith(library.domains, absent);
  const check = { examining, tree, domains, twins, base: baseOrNull(base), selected, introduced };
  if (mode !== null) return fixCommand(mode, check, base, library.root, terminal);
  const checked = await checkSelected(check, base);
  terminal.print(format(checked, terminal));
  cache.save();
  return outcomeOf(checked.diagnostics, checked.gaps, terminal);
}

/** Corrects what can be corrected, or shows it as a patch; then says what is left. */
async function fixCommand(
  mode: 'fix' | 'dry-run',
  check: Check,
  base: Checked['base'],
  root: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const checkWith = (texts: ReadonlyMap<string, string>): Promise<Checked> =>
    checkSelected({ ...check, tree: withTexts(check.tree, texts) }, base);
  const { files, first } = await fixSelected(check.tree, checkWith);
  if (mode === 'dry-run') {
    if (files.length > 0) terminal.print(patchOf(files, terminal));
    // Beside the patch, so that it can be put into a file.
    terminal.complain(fixedLines(files, terminal, 'Would fix').join('\n'));
    return outcomeOf(first.diagnostics, first.gaps, terminal);
  }
  const { written, complaints } = await writeFixed(root, files);
  const checked = await checkWith(new Map(written.map(({ path, after }) => [path, after])));
  terminal.print([...fixedLines(written, terminal, 'Fixed'), '', formatText(checked, terminal)].join('\n'));
  return outcomeOf(checked.diagnostics, [...complaints, ...checked.gaps], terminal);
}

/** The exit code, once everything has been named that was not done. */
function outcomeOf(
  diagnostics: readonly Diagnostic[],
  gaps: readonly string[],
  terminal: Terminal,
): ExitCode {
  for (const gap of gaps) terminal.complain(visible(gap));
  if (gaps.length > 0) return 2;
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** The domains of which something is on the disk, and those of which a sparse checkout keeps everything in Git. */
function domainsWith(here: readonly string[], { listed }: AbsentFiles): string[] {
  return [...new Set([...here, ...listed.flatMap(({ path }) => domainOf(path) ?? [])])].sort();
}

function formatNamed(name: string): (typeof formats)['text'] | Refusal {
  if (Object.hasOwn(formats, name)) return formats[name as keyof typeof formats];
  return {
    refusal: `--format is ${JSON.stringify(visible(name))}; it must be ${Object.keys(formats).join(', ')}.`,
  };
}

/** Whether the change has removed what somebody asked for. */
function wasThere(selected: Selected, base: Base | Refusal): boolean {
  return !isRefusal(base) && base.changed.some(path => isUnder(selected, path));
}

async function baseOf(root: string, ref: string | undefined, examining: Examining): Promise<Base | Refusal> {
  const found = await findBase(root, ref);
  return isRefusal(found) ? found : readBase(root, found, examining);
}
