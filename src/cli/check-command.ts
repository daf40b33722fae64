import { emptyLibrary } from '../catalog/library.ts';
import type { Parser } from '../examiner/open-parser.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { domainOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { type Before, checkBefore } from './check-before.ts';
import { type Checked, checkSelected } from './check-selected.ts';
import { findBase } from './find-base.ts';
import { fixedLines, patchOf } from './fix-report.ts';
import { fixSelected } from './fix-selected.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatText } from './format-text.ts';
import { looseFiles } from './loose-files.ts';
import { readOptions } from './options.ts';
import { type Base, readBase } from './read-base.ts';
import { type DomainOnDisk, readLibrary, withTexts } from './read-library.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, notThere, type Selected, selectPaths } from './select-paths.ts';
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
  parser: Parser,
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
  const base = await baseOf(library.root, options.values.base, parser);
  if (isRefusal(base) && options.values.base !== undefined) return base;
  const gone = selected.find(one => !one.isThere && !wasThere(one, base));
  if (gone) return notThere(gone.typed);
  const onDisk = await readLibrary(library, parser);
  if (isRefusal(onDisk)) return onDisk;
  const domains = [...onDisk, ...removedDomains(onDisk, base)];

  const { root } = library;
  const before = options.values.introduced ? await beforeOf(root, domains, base, parser) : null;
  if (before !== null && isRefusal(before)) return before;
  const loose = await looseFiles(root);
  const check = (those: readonly DomainOnDisk[]): Checked =>
    checkSelected(root, those, base, selected, loose, before);
  if (mode === null) {
    const checked = check(domains);
    terminal.print(format(checked, terminal));
    return outcomeOf(checked.diagnostics, checked.gaps, terminal);
  }
  const files = await fixSelected(domains, check, parser);
  if (mode === 'dry-run') {
    if (files.length > 0) terminal.print(patchOf(files, terminal));
    // Beside the patch, so that it can be put into a file.
    terminal.complain(fixedLines(files, terminal, 'Would fix').join('\n'));
    const { diagnostics, gaps } = check(domains);
    return outcomeOf(diagnostics, gaps, terminal);
  }
  const { written, complaints } = await writeFixed(root, files);
  const texts = new Map(written.map(({ path, after }) => [path, after]));
  const checked = check(await withTexts(domains, texts, parser));
  terminal.print([...fixedLines(written, terminal, 'Fixed'), '', format(checked, terminal)].join('\n'));
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

function formatNamed(name: string): (typeof formats)['text'] | Refusal {
  if (Object.hasOwn(formats, name)) return formats[name as keyof typeof formats];
  return {
    refusal: `--format is ${JSON.stringify(visible(name))}; it must be ${Object.keys(formats).join(', ')}.`,
  };
}

async function beforeOf(
  root: string,
  domains: readonly DomainOnDisk[],
  base: Base | Refusal,
  parser: Parser,
): Promise<Map<string, Before> | Refusal> {
  if (!isRefusal(base)) return checkBefore(root, domains, base, parser);
  return { refusal: `--introduced needs something to compare with: ${base.refusal} Name it with --base.` };
}

/** Domains that the change removes: they are looked at as well, though there is nothing left of them. */
function removedDomains(onDisk: readonly DomainOnDisk[], base: Base | Refusal): DomainOnDisk[] {
  if (isRefusal(base)) return [];
  const { domains, edited } = base;
  const removed = [...domains.keys()].filter(
    domain =>
      domains.get(domain)?.taxonomy &&
      onDisk.every(one => one.domain !== domain) &&
      edited.some(path => domainOf(path) === domain),
  );
  return removed.map(domain => ({
    domain,
    files: [],
    library: emptyLibrary,
    taxonomy: null,
    sources: [],
    texts: new Map(),
    unread: [],
  }));
}

/** Whether the change has removed what somebody asked for. */
function wasThere(selected: Selected, base: Base | Refusal): boolean {
  return !isRefusal(base) && base.edited.some(path => isUnder(selected, path));
}

async function baseOf(root: string, ref: string | undefined, parser: Parser): Promise<Base | Refusal> {
  const found = await findBase(root, ref);
  return isRefusal(found) ? found : readBase(root, found, parser);
}
