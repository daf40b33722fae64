import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jobsForEvent } from '../../src/intake/jobs-for-event.ts';
import { readManifest } from '../../src/intake/manifest.ts';

const app = { id: 321, slug: 'pattern-librarian' };
const oid = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
const repository = {
  id: 1296269,
  node_id: 'R_kgDOABPHjQ',
  name: 'library',
  full_name: 'octo-org/library',
  private: false,
  default_branch: 'main',
};
const place = {
  installationId: 77,
  repository: { id: 1296269, nodeId: 'R_kgDOABPHjQ', name: 'octo-org/library' },
};
const person = { login: 'ada', id: 5, type: 'User' };
const ourselves = { login: 'pattern-librarian[bot]', id: 6, type: 'Bot' };
const everyPayload = { repository, installation: { id: 77 }, sender: person };
const pullRequest12 = [{ kind: 'pull-request', ...place, number: 12 }];
const fork = {
  number: 12,
  head: { sha: oid, ref: 'new-pattern', repo: { id: 99, node_id: 'R_fork', full_name: 'ada/library' } },
  base: { sha: oid, ref: 'main', repo: repository },
};

function jobs(event: string, payload: unknown) {
  return jobsForEvent(event, payload, app).jobs;
}

test.each([
  'opened',
  'reopened',
  'synchronize',
  'edited',
  'ready_for_review',
  'converted_to_draft',
  'labeled',
  'unlabeled',
])('pull_request.%s looks at the pull request in the base repository, also from a fork', action => {
  expect(jobs('pull_request', { ...everyPayload, action, number: 12, pull_request: fork })).toEqual(
    pullRequest12,
  );
});

test.each(['submitted', 'edited', 'dismissed'])(
  'pull_request_review.%s looks at the pull request',
  action => {
    const payload = { ...everyPayload, action, pull_request: fork, review: { id: 1, state: 'approved' } };
    expect(jobs('pull_request_review', payload)).toEqual(pullRequest12);
  },
);

test.each(['created', 'edited', 'deleted'])(
  'issue_comment.%s looks at the pull request, not at issues',
  action => {
    const comment = { id: 3, body: '- [x] Ethics', performed_via_github_app: { id: app.id } };
    const issue = {
      number: 12,
      pull_request: { url: 'https://api.github.com/repos/octo-org/library/pulls/12' },
    };
    expect(jobs('issue_comment', { ...everyPayload, action, issue, comment })).toEqual(pullRequest12);
    expect(jobs('issue_comment', { ...everyPayload, action, issue: { number: 12 }, comment })).toEqual([]);
  },
);

test('our own comments, labels and reviews need no look, the same acts of anybody else do', () => {
  const comment = { ...everyPayload, action: 'edited', issue: { number: 12, pull_request: {} } };
  const label = { ...everyPayload, action: 'labeled', pull_request: fork };
  const review = { ...everyPayload, action: 'submitted', pull_request: fork };
  const impostors = [
    person,
    { login: 'pattern-librarian[bot]', type: 'User' },
    { login: 'pattern-librarian', type: 'Bot' },
    { login: 'other[bot]', type: 'Bot' },
    null,
  ];
  const deliveries = { issue_comment: comment, pull_request: label, pull_request_review: review };
  for (const [event, payload] of Object.entries(deliveries)) {
    expect(jobs(event, { ...payload, sender: ourselves })).toEqual([]);
    for (const sender of impostors) expect(jobs(event, { ...payload, sender })).toEqual(pullRequest12);
  }
  const unknown = { id: app.id, slug: null };
  expect(jobsForEvent('issue_comment', { ...comment, sender: ourselves }, unknown).jobs).toEqual(
    pullRequest12,
  );
  const push = { ...label, action: 'synchronize', sender: ourselves };
  expect(jobs('pull_request', push)).toEqual(pullRequest12);
});

test('push looks at the index when the default branch moved', () => {
  const push = { ...everyPayload, ref: 'refs/heads/main', before: oid, after: oid, deleted: false };
  expect(jobs('push', push)).toEqual([{ kind: 'index', ...place }]);
  expect(jobs('push', { ...push, ref: 'refs/heads/feature/main' })).toEqual([]);
  expect(jobs('push', { ...push, ref: 'refs/tags/main' })).toEqual([]);
  expect(jobs('push', { ...push, deleted: true })).toEqual([]);
  expect(jobs('push', { ...push, repository: { ...repository, default_branch: 'trunk' } })).toEqual([]);
  const odd = { ...push, ref: 'refs/heads/a b/ü', repository: { ...repository, default_branch: 'a b/ü' } };
  expect(jobs('push', odd)).toHaveLength(1);
});

test('check_run.rerequested finds the pull request without pull_requests, as from a fork', () => {
  const check_run = {
    id: 4,
    head_sha: oid,
    external_id: `pr-12:${oid}:abc`,
    pull_requests: [],
    app: { id: app.id },
  };
  const payload = { ...everyPayload, action: 'rerequested', check_run };
  expect(jobs('check_run', payload)).toEqual(pullRequest12);
  const again = (change: object) => jobs('check_run', { ...payload, check_run: { ...check_run, ...change } });
  const mergeGroup = [{ kind: 'merge-group', ...place, headOid: oid }];
  const sweep = [{ kind: 'repository', ...place }];
  expect(again({ external_id: 'merge-group:abc' })).toEqual(mergeGroup);
  expect(again({ external_id: 'merge-group:abc', head_sha: 'main' })).toEqual(sweep);
  for (const external_id of ['', null, 'pr-0:', 'pr-12', 'pr--1:', 'pr-99999999999999999999:', 'xpr-12:']) {
    expect(again({ external_id })).toEqual(sweep);
  }
  for (const other of [{ id: 322 }, null, undefined, { id: '321' }])
    expect(again({ app: other })).toEqual([]);
  expect(jobs('check_run', { ...payload, action: 'completed' })).toEqual([]);
});

test('check_suite.rerequested sweeps the repository, or answers the merge queue', () => {
  const check_suite = { id: 5, head_branch: null, head_sha: oid, pull_requests: [], app: { id: app.id } };
  const payload = { ...everyPayload, action: 'rerequested', check_suite };
  expect(jobs('check_suite', payload)).toEqual([{ kind: 'repository', ...place }]);
  const queued = { ...check_suite, head_branch: 'gh-readonly-queue/main/pr-12-abc' };
  expect(jobs('check_suite', { ...payload, check_suite: queued })).toEqual([
    { kind: 'merge-group', ...place, headOid: oid },
  ]);
  expect(jobs('check_suite', { ...payload, check_suite: { ...check_suite, app: { id: 1 } } })).toEqual([]);
  expect(jobs('check_suite', { ...payload, action: 'requested' })).toEqual([]);
});

test('check_suite.completed of GitHub Actions looks at whatever has that head, also from a fork', () => {
  const check_suite = { id: 5, head_sha: oid, pull_requests: [], app: { id: 1, slug: 'github-actions' } };
  const payload = { ...everyPayload, action: 'completed', check_suite };
  expect(jobs('check_suite', payload)).toEqual([{ kind: 'commit', ...place, headOid: oid }]);
  const others = [{ app: { id: app.id, slug: app.slug } }, { app: null }, { head_sha: 'main' }];
  for (const change of others)
    expect(jobs('check_suite', { ...payload, check_suite: { ...check_suite, ...change } })).toEqual([]);
});

test('merge_group.checks_requested looks at the head of the merge group', () => {
  const merge_group = {
    head_sha: oid,
    head_ref: 'refs/heads/gh-readonly-queue/main/pr-12-abc',
    base_sha: oid,
  };
  const payload = { ...everyPayload, action: 'checks_requested', merge_group };
  expect(jobs('merge_group', payload)).toEqual([{ kind: 'merge-group', ...place, headOid: oid }]);
  expect(jobs('merge_group', { ...payload, action: 'destroyed' })).toEqual([]);
  expect(jobs('merge_group', { ...payload, merge_group: { head_sha: `${oid}\n` } })).toEqual([]);
  expect(jobs('merge_group', { ...payload, merge_group: { head_sha: oid + oid.slice(0, 24) } })).toHaveLength(
    1,
  );
});

test('an installation is one job, however many repositories it has', () => {
  const repositories = Array.from({ length: 5_000 }, (_, index) => ({
    id: index + 1,
    node_id: `R_${index + 1}`,
    full_name: `octo-org/r${index + 1}`,
  }));
  const installation = { id: 77, account: { login: 'octo-org' } };
  const look = [{ kind: 'installation', installationId: 77 }];
  for (const action of ['created', 'unsuspend', 'new_permissions_accepted'])
    expect(jobs('installation', { action, installation, repositories, sender: person })).toEqual(look);
  const added = { action: 'added', installation, repositories_added: repositories, sender: person };
  expect(jobs('installation_repositories', added)).toEqual(look);
  expect(jobs('installation_repositories', { ...added, action: 'removed' })).toEqual([]);
  expect(jobs('installation', { action: 'deleted', installation, repositories })).toEqual([]);
  expect(jobsForEvent('installation', { action: 'created' }, app).reason).toContain('no installation');
});

test('a repository is looked at again when it may answer to other names or another branch', () => {
  const look = [{ kind: 'repository', ...place }];
  for (const action of ['renamed', 'transferred', 'unarchived']) {
    expect(jobs('repository', { ...everyPayload, action })).toEqual(look);
  }
  const edited = { ...everyPayload, action: 'edited' };
  expect(jobs('repository', { ...edited, changes: { default_branch: { from: 'master' } } })).toEqual(look);
  expect(jobs('repository', { ...edited, changes: { description: { from: '' } } })).toEqual([]);
  expect(jobs('repository', { ...everyPayload, action: 'archived' })).toEqual([]);
});

test('app.yml subscribes to exactly the events that are used, save those every App gets', () => {
  const reason = (event: string) => jobsForEvent(event, {}, app).reason;
  const used = [...readManifest().events, 'installation', 'installation_repositories'];
  for (const event of used) expect(reason(event)).not.toBe('no use is made of this event');
  for (const event of ['ping', 'star', 'constructor', '__proto__', 'toString', '']) {
    expect(reason(event)).toBe('no use is made of this event');
  }
  expect(used).toHaveLength(10);
});

test('without installation, repository or number there is no job but a reason', () => {
  const payload = { ...everyPayload, action: 'opened', pull_request: fork };
  const broken = [
    { ...payload, installation: undefined },
    { ...payload, installation: { id: '77' } },
    { ...payload, repository: null },
    { ...payload, repository: { ...repository, id: 1.5 } },
    { ...payload, repository: { ...repository, node_id: 'R_\u0000' } },
    { ...payload, pull_request: { number: -1 } },
    { ...payload, pull_request: [] },
    { ...payload, action: ['opened'] },
  ];
  for (const each of broken) {
    const { jobs, reason } = jobsForEvent('pull_request', each, app);
    expect(jobs).toEqual([]);
    expect(reason).toMatch(/\w{2}/);
  }
});

test('an odd repository name does not lose the job', () => {
  const odd = { ...repository, full_name: 'a/b\n[31m' };
  const payload = { ...everyPayload, repository: odd, action: 'opened', pull_request: fork };
  expect(jobs('pull_request', payload)).toMatchObject([
    { number: 12, repository: { name: 'repository 1296269' } },
  ]);
});

test('hostile payloads never throw, and every job has clean ids', () => {
  const events = [...readManifest().events, 'installation', 'installation_repositories', 'nonsense'];
  const hostile = fc.oneof(fc.anything(), fc.jsonValue());
  const mostly = (valid: unknown) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(valid) }, { weight: 1, arbitrary: hostile });
  const numbered = fc.record({ number: mostly(1), pull_request: mostly({}) });
  const payload = fc.record({
    action: fc.oneof(
      fc.constantFrom(
        'opened',
        'created',
        'rerequested',
        'completed',
        'added',
        'checks_requested',
        'renamed',
        'edited',
      ),
      hostile,
    ),
    installation: mostly({ id: 77 }),
    repository: mostly(repository),
    repositories: fc.oneof(fc.array(mostly(repository)), hostile),
    repositories_added: fc.oneof(fc.array(mostly(repository)), hostile),
    pull_request: fc.oneof(numbered, hostile),
    issue: fc.oneof(numbered, hostile),
    check_run: fc.record({ app: mostly({ id: app.id }), external_id: hostile, head_sha: mostly(oid) }),
    check_suite: fc.record({
      app: mostly({ id: app.id, slug: 'github-actions' }),
      head_branch: hostile,
      head_sha: mostly(oid),
    }),
    merge_group: fc.record({ head_sha: mostly(oid) }),
    changes: hostile,
    sender: hostile,
    ref: mostly('refs/heads/main'),
  });
  let found = 0;
  const property = fc.property(
    fc.constantFrom(...events),
    fc.oneof({ weight: 9, arbitrary: payload }, { weight: 1, arbitrary: hostile }),
    (event, value) => {
      const { jobs, reason } = jobsForEvent(event, value, app);
      expect(reason === null).toBe(jobs.length > 0);
      for (const job of jobs) {
        found += 1;
        expect(job.installationId).toBeGreaterThan(0);
        if (job.kind === 'installation') continue;
        expect(job.repository.id).toBeGreaterThan(0);
        expect(job.repository.nodeId).toMatch(/^[\w+/=-]+$/);
        if (job.kind === 'pull-request') expect(Number.isSafeInteger(job.number)).toBe(true);
        if (job.kind === 'merge-group' || job.kind === 'commit')
          expect(job.headOid).toMatch(/^[0-9a-f]{40}$/);
      }
    },
  );
  fc.assert(property, { numRuns: 3_000 });
  expect(found).toBeGreaterThan(50);
});
