import { expect, test } from 'vitest';
import { openPullRequest } from '../../local-github/actions/open-pull-request.ts';
import { updateBranch } from '../../local-github/actions/update-branch.ts';
import { branchHead } from '../../local-github/git.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { planPullRequest } from '../../src/planning/plan-pull-request.ts';
import { virtualClock } from '../simulation/clock.ts';
import { examiner } from '../simulation/examiner.ts';
import { pathOf, readme } from '../simulation/library-texts.ts';
import { clientThat, received } from '../simulation/requests.ts';
import { openStage } from '../simulation/world.ts';

const ada = { login: 'ada', kind: 'user' } as const;

test('pull requests of one head say the same of it, whoever else opened one between them', async () => {
  const stage = await openStage(virtualClock(), 1);
  const [library] = stage.libraries;
  if (!library) throw new Error('a stage has a library');
  const git = gitAt(library.gitDirectory);
  const start = await branchHead(library.gitDirectory, library.defaultBranch);
  await updateBranch(stage.world, library, 'develop', null, start, ada);
  for (const [branch, text] of [
    ['one', readme(1, 'first')],
    ['two', readme(1, 'second')],
  ] as const) {
    const made = await git.commitFiles({
      parent: start,
      additions: [{ path: pathOf(1), content: text }],
      deletions: [],
      message: branch,
      author: { name: 'ada', email: 'ada@example.org' },
      at: stage.world.now(),
    });
    if (!made.ok) throw new Error(made.reason);
    await updateBranch(stage.world, library, branch, null, made.oid, ada);
  }
  const open = async (head: string, base: string): Promise<number> => {
    const request = { title: head, body: '', head, base, draft: false };
    const opened = await openPullRequest(stage.world, library, request, ada);
    if (!opened.ok) throw new Error('it was not opened');
    return opened.pullRequest.number;
  };
  const first = await open('one', 'develop');
  await open('two', library.defaultBranch);
  const third = await open('one', library.defaultBranch);

  const checkOf = async (number: number) => {
    const context = {
      github: clientThat(async question => received(question, await stage.answers.to(stage.world, question))),
      identity: { appId: stage.app.id },
      domains: domainCache(),
      claims: claimCache(),
      cache: noCache,
      examiner,
      version: '1.0.0',
    };
    const plan = await planPullRequest(context, library.nodeId, number);
    return plan.kind === 'planned' ? plan.review.checkRun : plan.kind;
  };
  const check = await checkOf(first);
  expect(JSON.stringify(check)).toContain('is also taken by');
  expect(await checkOf(third)).toEqual(check);
  stage.forget();
});
