import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readmeOf } from '../catalog/entry.ts';
import { nearDuplicates, sharedWords } from '../catalog/near-duplicates.ts';
import type { Examiner } from '../examiner/open-examiner.ts';
import { visible } from '../pattern/visible.ts';
import type { DomainAt } from '../planning/read-domains.ts';
import { benchmarkTemplate } from './benchmark-template.ts';
import { type Draft, draftText, pathOf, slugOf } from './draft.ts';
import { findLibrary } from './find-library.ts';
import { objectionTo } from './objection.ts';
import { readOptions } from './options.ts';
import { missing, type OpenDomain, planDraft, type Wishes } from './plan-draft.ts';
import { readWorkingTree } from './read-working-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const newHelp = `Starts a pattern: writes a draft that passes, with the next free fingerprint. Asks for what the flags leave open.

Usage: patterns new [flags]

  --topic <fingerprint>        write a planned topic (INDEX.md lists them)
  --name <text>                what people call the pattern
  --area <code>                its area, such as OPT
  --fingerprint <fingerprint>  another than the next free one
  --summary <sentence>         what it does
  --symptom <sentence>         what one observes when one needs it
  --framework <id>             may be given several times
  --domain <name>              needed only where the library has several
  --benchmark                  write a running experiment beside it, to be edited
  --yes                        ask nothing

Without a terminal to ask in: --topic, or --name and --area.`;

const flags = {
  topic: { type: 'string' },
  name: { type: 'string' },
  area: { type: 'string' },
  fingerprint: { type: 'string' },
  summary: { type: 'string' },
  symptom: { type: 'string' },
  framework: { type: 'string', multiple: true },
  domain: { type: 'string' },
  benchmark: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
} as const;

export async function newCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, flags);
  if (isRefusal(options)) return options;
  if (options.positionals.length > 0)
    return {
      refusal: `${JSON.stringify(visible(options.positionals[0] ?? ''))} is not expected; a name is given with --name.`,
    };
  const { framework = [], domain: domainName, yes, benchmark = false, ...values } = options.values;
  const library = await findLibrary(terminal.directory);
  if (isRefusal(library)) return library;
  const read = await readWorkingTree(library, examiner);
  const domain = domainFor(read.domains, domainName);
  if (isRefusal(domain)) return domain;

  let wishes: Wishes = { ...values, frameworks: framework };
  if (terminal.interactive && !yes) {
    const { ask } = await import('./ask.ts'); // here, for the other commands start faster without it
    try {
      wishes = await ask(wishes, library.root, domain);
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') return 130;
      throw error;
    }
  }
  const open = missing(domain, wishes).map(flag => `--${flag}`);
  if (open.length > 0)
    return {
      refusal: `Nothing can be asked here, so more flags are needed: ${open.join(' and ')}, or --topic for a planned topic.`,
    };
  const planned = planDraft(domain, wishes);
  if (isRefusal(planned)) return planned;
  const draft: Draft = { ...planned, benchmark };
  const objection = objectionTo(draft, library.root, domain);
  if (objection !== null) return { refusal: `Nothing was written: ${visible(objection)}` };
  for (const line of closeTo(draft, domain)) terminal.print(line);
  return write(draft, library.root, terminal);
}

/** The existing patterns that the draft may repeat, with the words that they share; nothing when there are none. */
function closeTo(draft: Draft, { library }: OpenDomain): string[] {
  const { fingerprint, category, name, summary = null, symptom = null } = draft;
  const described = { fingerprint, category, slug: slugOf(draft), name, summary, symptom };
  const near = nearDuplicates({ ...described, aliases: [], keywords: [], relations: [] }, library);
  if (near.length === 0) return [];
  return [
    'Close to what exists:',
    ...near.map(
      found =>
        `  ${found.entry.fingerprint} ${visible(found.entry.name)} (${visible(readmeOf(found.entry))})\n    ${visible(sharedWords(found))}`,
    ),
    'If one of these is meant, extend it instead, or relate the new one to it.',
    '',
  ];
}

function domainFor(domains: readonly DomainAt[], name: string | undefined): OpenDomain | Refusal {
  const names = domains.map(({ domain }) => visible(domain)).join(', ');
  if (name === undefined && domains.length > 1)
    return { refusal: `The library has several domains: ${names}. Choose one with --domain.` };
  const found = name === undefined ? domains[0] : domains.find(({ domain }) => domain === name);
  if (!found)
    return { refusal: `There is no domain ${JSON.stringify(visible(name ?? ''))}. There is: ${names}.` };
  const { taxonomy } = found;
  if (taxonomy === null)
    return {
      refusal: `patterns/${visible(found.domain)}/taxonomy.yaml cannot be used; \`patterns check\` tells why.`,
    };
  return { ...found, taxonomy };
}

async function write(
  draft: Draft,
  root: string,
  { print, paint, invocation }: Terminal,
): Promise<ExitCode | Refusal> {
  const path = pathOf(draft);
  const folder = dirname(path);
  const category = dirname(folder);
  await mkdir(join(root, category), { recursive: true });
  if ((await lstat(join(root, category))).isSymbolicLink())
    return { refusal: `${category} is a symbolic link, which is not followed. Nothing was written.` };
  // Not recursive: a folder that has appeared meanwhile is somebody's, and stays as it is.
  await mkdir(join(root, folder));
  await writeFile(join(root, path), draftText(draft), { flag: 'wx' });
  if (draft.benchmark) await writeFile(join(root, folder, 'benchmark.py'), benchmarkTemplate, { flag: 'wx' });
  print(
    [
      `Wrote ${paint('cyan', path)} (${draft.fingerprint}, a draft)`,
      '',
      'Next:',
      '  1. Write Intent and the section after it: that makes a good draft. The rest may come later.',
      `  2. Check it:  ${invocation} check ${folder}`,
      ...(draft.benchmark
        ? [
            `  3. Measure it:  ${invocation} reproduce ${draft.fingerprint}  (benchmark.py runs as it is; make it yours)`,
          ]
        : []),
      `  ${draft.benchmark ? 4 : 3}. Commit it on a branch and open a pull request. Leave INDEX.md and every index.json alone.`,
    ].join('\n'),
  );
  return 0;
}
