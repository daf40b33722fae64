import { visible } from '../pattern/visible.ts';
import { git } from './git.ts';
import type { Refusal } from './refusal.ts';

/** A commit to compare with, and in words why this one. */
export type BaseCommit = { commit: string; description: string };

const usual = ['origin/HEAD', 'origin/main', 'origin/master'];

/**
 * The commit that a change starts from: where HEAD left the ref, so that what others have merged there since does not count
 * as part of the change. Without a ref, the remote's default branch is taken.
 */
export async function findBase(root: string, ref: string | undefined): Promise<BaseCommit | Refusal> {
  if (ref !== undefined) return baseNamed(root, ref);
  const remotes = usual.map(name => `refs/remotes/${name}`);
  const answer = await git(root, ['for-each-ref', '--format=%(objectname) %(refname)', ...remotes]);
  if ('failed' in answer) return { refusal: `Git says “${visible(answer.failed)}”.` };
  const known = answer.output.toString().split('\n');
  for (const [index, remote] of remotes.entries()) {
    const tip = known.find(line => line.endsWith(` ${remote}`))?.split(' ')[0];
    const base = tip && (await baseAt(root, tip, usual[index] ?? ''));
    if (base) return base;
  }
  return { refusal: `neither ${usual.join(' nor ')} is known here with a commit that HEAD comes from.` };
}

async function baseNamed(root: string, ref: string): Promise<BaseCommit | Refusal> {
  const tip =
    ref.startsWith('-') || ref.trim() === ''
      ? null
      : await oneLine(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (tip === null)
    return {
      refusal: `The base ${JSON.stringify(visible(ref))} is no commit of this repository. Name a branch, a tag or a commit id.`,
    };
  const base = await baseAt(root, tip, ref);
  return (
    base ?? {
      refusal: `The base ${visible(ref)} has no commit in common with HEAD. Is this a shallow clone?`,
    }
  );
}

/** Where HEAD left a commit; null when it never came from there. */
async function baseAt(root: string, tip: string, name: string): Promise<BaseCommit | null> {
  const left = await oneLine(root, ['merge-base', tip, 'HEAD']);
  if (left === null) return null;
  const short = left.slice(0, 7);
  return {
    commit: left,
    description: left === tip ? `${short} (${visible(name)})` : `${short} (where HEAD left ${visible(name)})`,
  };
}

async function oneLine(root: string, args: string[]): Promise<string | null> {
  const answer = await git(root, args);
  return 'output' in answer ? answer.output.toString().trim().split('\n')[0] || null : null;
}
