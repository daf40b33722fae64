import { visible } from '../pattern/visible.ts';
import type { Refusal } from './refusal.ts';

/** A pull request as people name it; `server` is the host of its address, null where only `owner/repository#12` was given. */
export type PullRequestAddress = { server: string | null; owner: string; repo: string; number: number };

/** Reads `owner/repository#12` or the address of a pull request's page. */
export function pullRequestAddress(text: string): PullRequestAddress | Refusal {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  const found = url
    ? /^\/([\w.-]+)\/([\w.-]+)\/pull\/([1-9]\d{0,8})(?:\/.*)?$/.exec(url.pathname)
    : /^([\w.-]+)\/([\w.-]+)#([1-9]\d{0,8})$/.exec(text);
  const [, owner, repo, number] = found ?? [];
  if (owner === undefined || repo === undefined || (url && url.username !== ''))
    return {
      refusal: `${JSON.stringify(visible(text))} names no pull request; expected owner/repository#12 or its address, such as https://github.com/owner/repository/pull/12.`,
    };
  return {
    server: url === null ? null : url.host.replace(/^www\.github\.com$/, 'github.com'),
    owner,
    repo,
    number: Number(number),
  };
}
