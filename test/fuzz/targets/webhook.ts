import { jobsForEvent } from '../../../src/intake/jobs-for-event.ts';
import { aboutJob, jobKey } from '../../../src/jobs/job.ts';
import { inherited, type Target } from '../target.ts';

const repository = { id: 1, node_id: 'R_1', full_name: 'octo/library', default_branch: 'main' };
const everywhere = { installation: { id: 7 }, repository, sender: { login: 'ada', type: 'User' } };
const oid = 'f'.repeat(40);
const deliveries: [event: string, payload: object][] = [
  ['pull_request', { action: 'opened', pull_request: { number: 12 } }],
  ['pull_request_review', { action: 'submitted', pull_request: { number: 12 } }],
  ['issue_comment', { action: 'created', issue: { number: 12, pull_request: {} } }],
  ['push', { ref: 'refs/heads/main', deleted: false }],
  [
    'check_run',
    { action: 'rerequested', check_run: { app: { id: 1 }, external_id: 'pr-12:x', head_sha: oid } },
  ],
  [
    'check_suite',
    { action: 'rerequested', check_suite: { app: { id: 1 }, head_branch: 'main', head_sha: oid } },
  ],
  ['check_suite', { action: 'completed', check_suite: { app: { slug: 'github-actions' }, head_sha: oid } }],
  ['merge_group', { action: 'checks_requested', merge_group: { head_sha: oid } }],
  ['installation', { action: 'created' }],
  ['repository', { action: 'edited', changes: { default_branch: { from: 'x' } } }],
];

/** A delivery: its event and its payload, and the jobs that it becomes. */
export const webhookTarget: Target = {
  name: 'webhook',
  seeds: deliveries.map(([event, payload]) => `${event}\n${JSON.stringify({ ...payload, ...everywhere })}`),
  words: [...deliveries.map(([event]) => `${event}\n`), ...inherited, 'null', '[]', '{}', '"a":', 'pr-', oid],
  run(text) {
    const [event = '', ...payload] = text.split('\n');
    const { jobs, reason } = jobsForEvent(event, parsed(payload.join('\n')), {
      id: 1,
      slug: 'pattern-librarian',
    });
    if (jobs.length === 0 && reason === null) throw new Error('nobody knows why there is no job');
    for (const job of jobs) {
      const stored: unknown = JSON.parse(JSON.stringify([job, jobKey(job), aboutJob(job)]));
      if (JSON.stringify(stored).length > 2_000) throw new Error('a job is long');
    }
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
