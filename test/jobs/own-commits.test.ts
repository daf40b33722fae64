import { describe, expect, test } from 'vitest';
import {
  brakeOn,
  maxRecent,
  ownCommitsIn,
  ownMessage,
  type RecentCommit,
} from '../../src/jobs/own-commits.ts';

/** No loop of our own passes the brake: not a fault in comparing, not two releases that disagree. */

const oid = (number: number): string => number.toString(16).padStart(40, '0');

/** Commits by these releases on top of somebody's, the newest first. `+` records measurements, `?` is a person's. */
function branch(...by: string[]): RecentCommit[] {
  const made = ['?', ...by].map((who, index): RecentCommit => {
    const parent = index === 0 ? null : oid(index - 1);
    const { body } = ownMessage(who.replace('+', ''), parent ?? '', who.endsWith('+'));
    return { oid: oid(index), parent, messageBody: who === '?' ? 'Merge pull request #3' : body };
  });
  return made.reverse();
}

const brake = (commits: RecentCommit[], version = '0.2.0') => brakeOn(ownCommitsIn(commits), version);

test('of our own commits, those count that nobody’s push lies between', () => {
  expect(ownCommitsIn(branch())).toEqual([]);
  expect(ownCommitsIn(branch('0.1.0', '?', '0.2.0', '0.2.0+'))).toEqual([
    { version: '0.2.0', withRecords: true },
    { version: '0.2.0', withRecords: false },
  ]);
});

describe('written on top', () => {
  test.each<[string, string[]]>([
    ['of a person’s push', []],
    ['of one or two of the same release, as when an own push races with a merge', ['0.2.0', '0.2.0']],
    ['of as many as an earlier release made', ['0.1.0', '0.1.0', '0.1.0', '0.1.0']],
    ['of many that recorded what was measured', Array.from({ length: 20 }, () => '0.2.0+')],
    ['of an own one below which somebody pushed', ['0.2.0', '0.2.0', '0.2.0', '?', '0.2.0']],
  ])('%s', (_, by) => {
    expect(brake(branch(...by))).toBeNull();
  });
});

describe('not written', () => {
  test.each<[string, string[]]>([
    ['after three of the same release', ['0.2.0', '0.2.0', '0.2.0']],
    ['after three, whatever was recorded between', ['0.2.0', '0.2.0+', '0.2.0', '0.2.0+', '0.2.0']],
    [
      'after three in turns with an earlier release that has no brake',
      ['0.2.0', '0.1.0', '0.2.0', '0.1.0', '0.2.0'],
    ],
    ['after more than anybody measures again at once', Array.from({ length: maxRecent }, () => '0.2.0+')],
  ])('%s', (_, by) => {
    expect(brake(branch(...by))).toBe('loop');
  });

  test.each(['0.2.1', '0.10.0', '1.0.0'])('on top of the later release %s', later => {
    expect(brake(branch('0.2.0', later))).toBe('later-release');
  });
});

test('a message that names another commit than the one below is nobody’s', () => {
  const [head, ...rest] = branch('0.2.0', '0.2.0', '0.2.0');
  if (!head) throw new Error('no head');
  const copied = { ...head, messageBody: ownMessage('0.2.0', oid(99), false).body };
  expect(ownCommitsIn([copied, ...rest])).toEqual([]);
});
