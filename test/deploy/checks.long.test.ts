import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What is checked, with a slip that each of the checks has to notice. */
const slips: [file: string, right: string, wrong: string, told: string][] = [
  ['.github/workflows/ci.yml', 'runs-on:', 'run-on:', 'workflows'],
  ['.github/workflows/reproduce.yml', '@[0-9a-f]{40}.*', '@v7', 'what workflows may do'],
  ['.github/dependabot.yml', 'interval: weekly', 'interval: fortnightly', 'dependency updates'],
  ['Dockerfile', 'apt-get update', 'sudo apt-get update', 'Dockerfile'],
  ['compose.yaml', 'read_only:', 'readonly:', 'compose file'],
  ['deploy/kubernetes/web.yaml', 'livenessProbe:', 'liveProbe:', 'manifests'],
  ['deploy/systemd/pattern-librarian.service', '/usr/bin/node', 'usr/bin/node', 'systemd unit'],
];

/** They load large schemas, and the first time they are installed. */
const timeout = 900_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Null where this machine cannot get the tools. */
function check(root: string): Map<string, boolean> | null {
  const { stdout, stderr } = spawnSync('sh', ['deploy/check/run.sh', root], { encoding: 'utf8' });
  if (/No module named pip|Could not find a version|No matching distribution/.test(stderr)) return null;
  const told = [...stdout.matchAll(/^(.+): (as it should be|not as it should be)/gm)];
  expect(told.length, stdout + stderr).toBeGreaterThan(6);
  return new Map(told.map(([, name, verdict]) => [name as string, verdict === 'as it should be']));
}

function copy(): void {
  for (const path of ['.github', 'Dockerfile', 'compose.yaml', 'deploy'])
    cpSync(path, join(folder, path), { recursive: true });
}

test(
  'everything is as those who read it want it',
  ({ skip }) => {
    const found = check('.') ?? skip('the tools cannot be installed here: they take pip and its registry');
    expect([...found].filter(([, isRight]) => !isRight)).toEqual([]);
  },
  timeout,
);

test(
  'each check finds a slip',
  ({ skip }) => {
    copy();
    for (const [file, right, wrong] of slips) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      const slipped = text.replace(new RegExp(right, 'g'), wrong);
      expect(slipped, `${right} in ${file}`).not.toBe(text);
      writeFileSync(path, slipped);
    }
    const found = check(folder) ?? skip('the tools cannot be installed here: they take pip and its registry');
    const missed = slips.filter(([, , , name]) => found.get(name) === true).map(([, , , name]) => name);
    expect(missed).toEqual([]);
  },
  timeout,
);
