import { Octokit } from '@octokit/rest';
import type { GitHubServer } from './github-server.ts';

/** A request may take so long; then the network is at fault. */
const maxMilliseconds = 30_000;

/** A client that can read and nothing else: whatever would write is refused before it is sent. */
export function readingClient(
  { apiUrl, token }: Pick<GitHubServer, 'apiUrl' | 'token'>,
  version: string,
): Octokit {
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: `pattern-librarian/${version}`,
    log: silent,
  });
  octokit.hook.before('request', options => {
    if (!isRead(options)) throw new Error('A dry run tried to write to GitHub; nothing was sent.');
    options.request = { ...options.request, signal: AbortSignal.timeout(maxMilliseconds) };
  });
  return octokit;
}

/** GraphQL reads with POST too. A document with one operation runs that one, and ours have one each. */
function isRead({ method, url, query }: { method: string; url: string; query?: unknown }): boolean {
  if (method === 'GET') return true;
  return (
    method === 'POST' && /\/graphql$/.test(url) && typeof query === 'string' && /^\s*query\b/.test(query)
  );
}
