import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { orRefusal } from '../../src/cli/not-readable.ts';
import type { Refusal } from '../../src/cli/refusal.ts';
import type { ExitCode, Terminal } from '../../src/cli/terminal.ts';
import { type Examiner, openExaminer } from '../../src/examiner/open-examiner.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';

export type Contents = Record<string, string | Uint8Array>;

export const taxonomyPath = 'patterns/ml/taxonomy.yaml';
export const cachingPath = 'patterns/ml/optimization/prediction-caching/README.md';
export const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';

/** A README with three keys and two sections. */
export function readme(fingerprint: string, name: string, category = 'ml/optimization', more = ''): string {
  return `---\nfingerprint: ${fingerprint}\nname: ${name}\ncategory: ${category}\n${more}---\n\n# ${name}\n\n## Intent\n\nOne sentence.\n`;
}

export const goodFiles: Contents = {
  [taxonomyPath]: exampleTaxonomy,
  [cachingPath]: readme('ML-OPT-008', 'Prediction Caching'),
  [batchingPath]: readme('ML-OPT-007', 'Dynamic Batching'),
};

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'patterns-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryLibrary(files: Contents = goodFiles): string {
  const root = temporaryFolder();
  put(root, files);
  return root;
}

export function put(root: string, files: Contents): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** The surroundings of a newcomer's machine: no colours, no npm, and nobody's Git settings. */
const environment = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/patterns-cli'),
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'maintenance.auto=false', ...args], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

/** Makes the folder a repository whose branch `main` holds what lies there. */
export function commitAll(root: string, message = 'first'): string {
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(root, 'rev-parse', 'HEAD');
}

export type Run = { code: number | null; stdout: string; stderr: string };

const mainFile = join(import.meta.dirname, '../../src/cli/main.ts');

/** Runs the command line as people do: another process, without a terminal. */
export function run(
  directory: string,
  args: string[],
  { env = {}, shell }: { env?: Record<string, string>; shell?: string } = {},
): Promise<Run> {
  const [command, all] = shell
    ? ['/bin/sh', ['-c', shell, process.execPath, mainFile, ...args]]
    : [process.execPath, [mainFile, ...args]];
  return new Promise(resolve => {
    const options = { cwd: directory, env: { ...environment, ...env }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(command, all, options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** One for all calls: to start it takes longer than what most of them do. */
const examiner = openExaminer();

/** Runs one command in this process: quicker, for what does not depend on being a process of its own. */
export async function call(
  command: (args: string[], terminal: Terminal, examiner: Examiner) => Promise<ExitCode | Refusal>,
  directory: string,
  args: string[],
  over: Partial<Terminal> = {},
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const terminal: Terminal = {
    directory,
    invocation: 'patterns',
    interactive: false,
    paint: (_, text) => text,
    print(text) {
      written.stdout += `${text}\n`;
    },
    complain(text) {
      written.stderr += `${text}\n`;
    },
    ...over,
  };
  const outcome = await orRefusal(command(args, terminal, examiner));
  if (typeof outcome === 'number') return { code: outcome, ...written };
  return { code: 2, stdout: written.stdout, stderr: `${written.stderr}${outcome.refusal}\n` };
}

export type Found = { ruleId: string; severity: string; path: string; message: string };

/** Runs `check --format json` and gives its findings without advice. */
export async function findings(
  root: string,
  ...args: string[]
): Promise<{ code: number | null; found: Found[] }> {
  const { code, stdout, stderr } = await call(checkCommand, root, ['--format', 'json', ...args]);
  if (stdout === '') throw new Error(`no JSON: ${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Found[] };
  return { code, found: diagnostics.filter(({ severity }) => severity !== 'info') };
}
