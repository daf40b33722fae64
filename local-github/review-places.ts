import { fileDiff } from './file-diff.ts';
import type { Hunk } from './git-store/git-store.ts';
import { gitAt } from './git-store/stores.ts';
import { baseOidOf } from './pull-request-git.ts';
import type { PullRequest, Repository, ReviewComment } from './state.ts';

/** Where a comment of a review is put: `startLine` when it is about several lines. */
export type Place = Pick<ReviewComment, 'path' | 'line' | 'startLine' | 'side' | 'startSide'>;

type Anchor = Pick<ReviewComment, 'blobOid' | 'diffHunk' | 'position'>;

/** What a comment at this place hangs on, or why GitHub takes none there: only lines that the diff shows have room for one. */
export async function anchorOf(
  repository: Repository,
  pullRequest: PullRequest,
  commitOid: string,
  place: Place,
): Promise<{ ok: true; anchor: Anchor } | { ok: false; reason: string }> {
  const { path, line, startLine, side, startSide } = place;
  const base = await baseOidOf(repository, pullRequest);
  const diff = await fileDiff(repository.gitDirectory, base, commitOid, path);
  if (!diff) return { ok: false, reason: 'Pull request review thread path could not be resolved' };
  const hunk = diff.hunks.find(one => has(one, side, line));
  const blobOid = side === 'LEFT' ? diff.oldBlob : diff.newBlob;
  if (!hunk || blobOid === null) {
    return { ok: false, reason: 'Pull request review thread line must be part of the diff' };
  }
  if (startLine !== null) {
    const reason = 'Pull request review thread start line must';
    if (!has(hunk, startSide ?? side, startLine)) {
      return { ok: false, reason: `${reason} be part of the same hunk as the line.` };
    }
    if ((startSide ?? side) === side && startLine >= line) {
      return { ok: false, reason: `${reason} precede the end line.` };
    }
  }
  const end = indexOf(hunk, side, line);
  const earlier = diff.hunks.slice(0, diff.hunks.indexOf(hunk));
  const position = earlier.reduce((sum, { lines }) => sum + lines.length + 1, 0) + end + 1;
  const diffHunk = [hunk.header, ...hunk.lines.slice(0, end + 1)].join('\n');
  return { ok: true, anchor: { blobOid, diffHunk, position } };
}

/** Where a comment's lines are at the present head; null when they are changed or no longer shown: it is outdated. */
export async function presentPlace(
  repository: Repository,
  pullRequest: PullRequest,
  comment: ReviewComment,
): Promise<{ line: number; startLine: number | null } | null> {
  const { commitOid, path, line, startLine, side, blobOid } = comment;
  if (commitOid === pullRequest.headOid) return { line, startLine };
  const { gitDirectory } = repository;
  const base = await baseOidOf(repository, pullRequest);
  const diff = await fileDiff(gitDirectory, base, pullRequest.headOid, path);
  const present = side === 'LEFT' ? diff?.oldBlob : diff?.newBlob;
  if (!diff || !present) return null;
  const changes = await gitAt(gitDirectory).hunks(blobOid, present, 0);
  const last = followed(changes, line);
  const first = startLine === null ? null : followed(changes, startLine);
  if (last === null || !diff.hunks.some(hunk => has(hunk, side, last))) return null;
  if (startLine === null) return { line: last, startLine: null };
  const whole = first !== null && last - first === line - startLine;
  return whole && !changes.some(touchesBetween(startLine, line)) ? { line: last, startLine: first } : null;
}

/** The number that a line has after these changes; null when one of them is about it. */
function followed(changes: readonly Hunk[], line: number): number | null {
  let moved = line;
  for (const { old, new: after } of changes) {
    if (old.count > 0 && line >= old.start && line < old.start + old.count) return null;
    if (line >= old.start + Math.max(old.count, 1)) moved += after.count - old.count;
  }
  return moved;
}

function touchesBetween(first: number, last: number) {
  return ({ old }: Hunk) => old.start < last && old.start + old.count > first;
}

function has(hunk: Hunk, side: Place['side'], line: number): boolean {
  const { start, count } = side === 'LEFT' ? hunk.old : hunk.new;
  return line >= start && line < start + count;
}

/** Where in a hunk's lines the line of that number is. */
function indexOf(hunk: Hunk, side: Place['side'], line: number): number {
  const other = side === 'LEFT' ? '+' : '-';
  let number = (side === 'LEFT' ? hunk.old : hunk.new).start - 1;
  return hunk.lines.findIndex(text => !text.startsWith(other) && ++number === line);
}
