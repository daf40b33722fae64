import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { findRepository } from '../repositories.ts';
import type { World } from '../world.ts';
import { homePage } from './home.ts';
import { labelStyles } from './labels.ts';
import { type Html, layout, notFoundPage } from './layout.ts';
import { pullRequestPage } from './pull-request-page.ts';
import { sourcePage } from './source.ts';

const STYLE = ['base', 'frame', 'conversation', 'checks', 'markdown', 'review', 'source']
  .map(name => readFileSync(new URL(`./style/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');

/** Nothing but our own stylesheets has any effect on a page, whatever people wrote into it. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Pages for people: what there is, and each pull request as GitHub would show it. They only show. */
export function pageRoute(world: World): Hono {
  const route = new Hono();
  route.get('/page/style.css', context => css(context, STYLE));
  route.get('/page/labels.css', context =>
    css(context, labelStyles(world.state.repositories.flatMap(({ labels }) => labels))),
  );
  route.get('/favicon.ico', context => context.body(null, 204));
  route.get('/', context => answer(context, 200, 'Local GitHub', homePage(world)));
  route.get('/:owner/:repo/pull/:number{[0-9]+}', async context => {
    const { owner, repo, number } = context.req.param();
    const repository = findRepository(world, owner, repo);
    const pullRequest = repository?.pullRequests.find(candidate => String(candidate.number) === number);
    if (!repository || !pullRequest) return answer(context, 404, 'Not found', notFoundPage());
    const title = `${pullRequest.title} · Pull request #${number} · ${repository.owner}/${repository.name}`;
    return answer(context, 200, title, await pullRequestPage(world, repository, pullRequest));
  });
  // Where the review comment leads to.
  route.get('/:owner/:repo/pull/:number{[0-9]+}/checks', context => {
    const { owner, repo, number } = context.req.param();
    return context.redirect(
      `/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/pull/${number}#checks`,
    );
  });
  route.get('/:owner/:repo/blob/:oid{[0-9a-f]{40}}/:path{.+}', async context => {
    const { owner, repo, oid, path } = context.req.param();
    const repository = findRepository(world, owner, repo);
    const page = repository && (await sourcePage(repository, oid, path));
    return page ? answer(context, 200, path, page) : answer(context, 404, 'Not found', notFoundPage());
  });
  return route;
}

async function answer(context: Context, status: 200 | 404, title: string, content: Html): Promise<Response> {
  return context.html(await layout(title, content), status, {
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
}

function css(context: Context, text: string): Response {
  return context.body(text, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-store' });
}
