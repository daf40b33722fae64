import { expect, test } from 'vitest';
import { refuseIndex } from '../../src/jobs/regenerate-index.ts';
import { branchAt, head } from './index-run.ts';
import { scriptedGitHub } from './scripted-github.ts';

const job = {
  kind: 'index',
  installationId: 7,
  repository: { id: 1, nodeId: 'R_1', name: 'octo/library' },
} as const;
const { github } = scriptedGitHub({ DefaultBranch: [branchAt('a')] });
const context = { github, identity: { appId: 1 } };

test('an index of which the process ends is refused for the branch as it stands, and looked at again after a push', async () => {
  expect(await refuseIndex(context, job, { times: 3, head: null })).toBe(head('a'));
  expect(await refuseIndex(context, job, { times: 3, head: head('a') })).toBe(head('a'));
  expect(await refuseIndex(context, job, { times: 3, head: head('b') })).toBeNull();
});
