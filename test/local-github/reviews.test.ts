import { expect, test } from 'vitest';
import { schemaProblems } from '../../local-github/openapi.ts';
import { install } from '../../local-github/setup/installations.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import { appWithInbox, commitTo, rest, scene } from './scene.ts';

const PULLS = '/repos/octo/library/pulls';

test('people review lines, look at the reviews, and dismiss one; Apps hear of it', async () => {
  const github = await scene();
  const { contributor, owner, stranger } = github;
  const { app, received } = await appWithInbox(github, {
    permissions: { pull_requests: 'read' },
    events: ['pull_request_review', 'pull_request_review_comment'],
  });
  install(github.world, app, [github.repository]);
  await commitTo(github, 'change', { 'a.txt': 'one\n2\nthree\n' });
  await rest(github, contributor.token, `POST ${PULLS}`, { title: 'Change', head: 'change', base: 'main' });
  const pull = `${PULLS}/1`;
  const comments = [{ path: 'a.txt', line: 2, body: '```suggestion\ntwo\n```' }];
  const outside = [{ path: 'README.md', line: 1, body: 'x' }];
  const review = (body: object, token = owner.token) => rest(github, token, `POST ${pull}/reviews`, body);
  expect((await review({ event: 'COMMENT', body: 'x', comments: outside })).status).toBe(422);
  const asked = await review({ event: 'REQUEST_CHANGES', comments });
  expect(asked).toMatchObject({ status: 200, body: { state: 'CHANGES_REQUESTED', user: { login: 'octo' } } });
  expect(await review({ body: 'not yet' }, stranger.token)).toMatchObject({ body: { state: 'PENDING' } });

  const states = async (token: string) => {
    const { body } = await rest(github, token, `GET ${pull}/reviews`);
    return (body as unknown as { state: string }[]).map(({ state }) => state);
  };
  expect(await states(contributor.token)).toEqual(['CHANGES_REQUESTED']);
  expect(await states(stranger.token)).toEqual(['CHANGES_REQUESTED', 'PENDING']);
  expect(await rest(github, contributor.token, `GET ${pull}/comments`)).toMatchObject({
    status: 200,
    body: [
      {
        path: 'a.txt',
        line: 2,
        side: 'RIGHT',
        pull_request_review_id: asked.body.id,
        diff_hunk: '@@ -1,3 +1,3 @@\n one\n-two\n+2',
      },
    ],
  });
  expect((await rest(github, owner.token, `GET ${pull}`)).body).toMatchObject({ review_comments: 1 });

  const dismissal = `PUT ${pull}/reviews/${asked.body.id}/dismissals`;
  const message = { message: 'Settled in the chat' };
  expect((await rest(github, stranger.token, dismissal, message)).status).toBe(403);
  expect((await rest(github, owner.token, dismissal, {})).status).toBe(422);
  expect((await rest(github, owner.token, dismissal, message)).body).toMatchObject({ state: 'DISMISSED' });
  expect((await rest(github, owner.token, dismissal, message)).status).toBe(422);
  expect((await rest(github, owner.token, dismissal.replace(/\d+\/dis/, '7/dis'), message)).status).toBe(404);

  await deliveriesSettled(github.world);
  const heard = received.slice(1).map(({ headers, body }) => {
    const payload = JSON.parse(body);
    const event = String(headers['x-github-event']);
    const schema = `webhook-${event}-${payload.action}`.replaceAll('_', '-');
    expect(schemaProblems(schema, payload), schema).toEqual([]);
    return `${event}.${payload.action}`;
  });
  expect(heard).toEqual([
    'pull_request_review.submitted',
    'pull_request_review_comment.created',
    'pull_request_review.dismissed',
  ]);
});
