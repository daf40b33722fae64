import { emptyLibrary } from '../catalog/library.ts';
import { domainOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { type Before, checkBefore } from './check-before.ts';
import { checkSelected } from './check-selected.ts';
import { findBase } from './find-base.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatText } from './format-text.ts';
import { looseFiles } from './loose-files.ts';
import { readOptions } from './options.ts';
import { type Base, readBase } from './read-base.ts';
import { type DomainOnDisk, readLibrary } from './read-library.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, notThere, type Selected, selectPaths } from './select-paths.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const checkHelp = `Checks patterns by the same rules as the App.

Usage: patterns check [paths…] [--base <ref>] [--introduced] [--format text|json|github]

  paths             files, patterns, categories, domains or the whole repository (default: patterns)
  --base <ref>      compare with where HEAD left this branch, tag or commit
                    (default: origin/HEAD, origin/main or origin/master)
  --introduced      count only what the change brings; what was wrong before it is listed apart
  --format <name>   text for people (default), json for programs, github for annotations in a workflow

Exit code: 0 no errors, 1 errors, 2 wrong usage or something could not be checked.`;

const formats = { text: formatText, json: formatJson, github: formatGithub };

/** Without a base, rules that need one are listed as not checked; a base that was asked for must be there. */
export async function checkCommand(args: string[], terminal: Terminal): Promise<ExitCode | Refusal> {
  const options = readOptions(args, {
    base: { type: 'string' },
    introduced: { type: 'boolean' },
    format: { type: 'string' },
  });
  if (isRefusal(options)) return options;
  const format = formatNamed(options.values.format ?? 'text');
  if (isRefusal(format)) return format;
  const selection = await selectPaths(terminal.directory, options.positionals);
  if (isRefusal(selection)) return selection;
  const { library, selected } = selection;
  const base = await baseOf(library.root, options.values.base);
  if (isRefusal(base) && options.values.base !== undefined) return base;
  const gone = selected.find(one => !one.isThere && !wasThere(one, base));
  if (gone) return notThere(gone.typed);
  const onDisk = await readLibrary(library);
  if (isRefusal(onDisk)) return onDisk;
  const domains = [...onDisk, ...removedDomains(onDisk, base)];

  const before = options.values.introduced ? await beforeOf(library.root, domains, base) : null;
  if (before !== null && isRefusal(before)) return before;
  const loose = await looseFiles(library.root);
  const checked = checkSelected(library.root, domains, base, selected, loose, before);
  terminal.print(format(checked, terminal));
  for (const gap of checked.gaps) terminal.complain(visible(gap));
  if (checked.gaps.length > 0) return 2;
  return checked.diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
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
): Promise<Map<string, Before> | Refusal> {
  if (!isRefusal(base)) return checkBefore(root, domains, base);
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
    texts: new Map(),
    unread: [],
  }));
}

/** Whether the change has removed what somebody asked for. */
function wasThere(selected: Selected, base: Base | Refusal): boolean {
  return !isRefusal(base) && base.edited.some(path => isUnder(selected, path));
}

async function baseOf(root: string, ref: string | undefined): Promise<Base | Refusal> {
  const found = await findBase(root, ref);
  return isRefusal(found) ? found : readBase(root, found.commit, found.description);
}
