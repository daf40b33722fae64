import { expect } from 'vitest';
import { reviewCommand } from '../../src/cli/review-command.ts';
import { call, type Run, run } from '../cli/temporary-library.ts';
import type { Stage } from './stage.ts';

/** Runs `patterns review` as a stranger, who may only read, and asserts that it only reads. */
export async function dryRun(
  stage: Stage,
  name: string,
  args: string[] = [],
  { token = stage.user('mallory').token, process = false } = {},
): Promise<Run> {
  const before = stage.world.requests.length;
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: `${stage.url}/api/v3` };
  const outcome = process
    ? await run(stage.directory, ['review', name, ...args], { env })
    : await call((given, terminal, parser) => reviewCommand(given, terminal, parser, env), stage.directory, [
        name,
        ...args,
      ]);
  for (const { as, method, path, operation } of stage.world.requests.slice(before)) {
    // The App beside it may still be busy, after a merge with the index.
    if (/^(app|installation):/.test(as)) continue;
    if (path.endsWith('/graphql')) expect(reads).toContain(operation);
    else expect(method).toBe('GET');
  }
  return outcome;
}

const reads = [
  'PullRequestSnapshot',
  'Policy',
  'Contents',
  'Existing',
  'Head',
  'MoreFiles',
  'MoreComments',
  'MoreLabels',
  'MoreOpen',
  'AddedReadmes',
  'Revisions',
];
