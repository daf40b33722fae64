import { alsoTakenBy, type Claim } from '../catalog/claim.ts';
import { digest } from '../catalog/judged-part.ts';
import type { Inspection } from '../inspection/inspect.ts';
import { folderOf } from '../pattern/place.ts';
import type { CommentState } from './comment-state.ts';

/** What this pull request and others both take, by the number of the other: a digest of fingerprints, names and folders. */
export type Collisions = ReadonlyMap<number, string>;

/** Finds other open pull requests that take a fingerprint, name or folder which this one takes; in order. */
export function collisionsOf(inspections: readonly Inspection[], claims: readonly Claim[]): Collisions {
  const taken = new Map<number, string[]>();
  const add = (what: string, numbers: readonly number[]): void => {
    for (const number of numbers) taken.set(number, [...(taken.get(number) ?? []), what]);
  };
  for (const { changes, policy } of inspections)
    for (const { after } of changes) {
      if (after === null) continue;
      const wanted = { fingerprint: after.fingerprint, name: after.name, folder: folderOf(after) };
      for (const key of ['fingerprint', 'name', 'folder'] as const)
        add(`${key} ${wanted[key]}`, alsoTakenBy(key, wanted[key], claims, policy.library));
    }
  const inOrder = [...taken].toSorted(([a], [b]) => a - b);
  return new Map(inOrder.map(([number, what]) => [number, digest(what.toSorted()).slice(0, 8)]));
}

/** The comment has room for these; nobody else is asked to look again. */
const maxCollisions = 100;

/** What is to be remembered of collisions. */
export function rememberedCollisions(
  collisions: Collisions,
): Pick<CommentState, 'collides' | 'collidesOver'> {
  const first = [...collisions].slice(0, maxCollisions);
  return { collides: first.map(([number]) => number), collidesOver: first.map(([, what]) => what) };
}

/**
 * The pull requests of which something else holds now than when they were told last: those that took the same and do not any more,
 * those that do now, and those with which it is something else. A push that changes nothing of that concerns nobody.
 */
export function newlyColliding(previous: CommentState | null, collisions: Collisions): number[] {
  const { collides, collidesOver } = rememberedCollisions(collisions);
  const now = new Map(collides.map((number, index) => [number, collidesOver[index]]));
  const before = new Map(
    (previous?.collides ?? []).map((number, index) => [number, previous?.collidesOver[index] ?? '']),
  );
  const all = new Set([...before.keys(), ...now.keys()]);
  return [...all].filter(number => before.get(number) !== now.get(number));
}
