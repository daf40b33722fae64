import { describe, expect, test } from 'vitest';
import { ownTextOf, sharedSignOffsOf, withSignOff } from '../../../src/review/agreement/sign-offs.ts';
import type { SignOff } from '../../../src/review/comment-state.ts';
import type { Conversation, Opinion, PullRequestSnapshot, Revision } from '../../../src/review/snapshot.ts';

const headOid = 'a'.repeat(40);
const tick = (by: string, part = 'p'): SignOff => ({ by, part, how: 'tick' });
const approved = (by: string, commitOid = headOid): Opinion => ({ by, state: 'APPROVED', commitOid });

type Remembered = { signOffs?: Record<string, SignOff[]>; refused?: object[]; seen?: string | null };
const remembered = ({ signOffs = {}, refused = [], seen = null }: Remembered = {}): string =>
  `<!-- pattern-librarian:state ${JSON.stringify({ head: 'a', parts: { box: 'p' }, signOffs, refused, seen })} -->`;
const box = (mark: string): string => `- [${mark}] x <!-- box box -->\n`;

const own = (state = remembered(), mark = ' '): Revision => ({
  id: 'own',
  kind: 'own',
  editor: 'app',
  text: `${box(mark)}${state}`,
});
const edit = (
  editor: string | null,
  mark: string,
  kind: Revision['kind'] = 'person',
  id = 'edit',
): Revision => ({
  id,
  kind,
  editor,
  text: box(mark),
});

/** `revisions` newest first. */
function conversation(revisions: Revision[], more: Partial<Conversation> = {}): Conversation {
  const body = revisions[0]?.text ?? '';
  const comment = { id: 'IC_1', url: '', body, revisions, foreignEdits: [] };
  return {
    comments: [comment],
    opinions: [],
    notes: [],
    requests: [],
    writers: ['grace', 'ada'],
    ...more,
  } as Conversation;
}

const signOffsOf = (of: Conversation, siblings: object[] = []) =>
  sharedSignOffsOf({ ...of, author: 'ada', headOid, siblings } as unknown as PullRequestSnapshot);
const first = (of: Conversation) => signOffsOf(of)[0];

describe('approvals', () => {
  test('of this head count, but not the author’s, and nothing else does', () => {
    const opinions: Opinion[] = [
      approved('grace'),
      approved('ada'),
      approved('old', 'b'.repeat(40)),
      { by: 'no', state: 'CHANGES_REQUESTED', commitOid: headOid },
    ];
    expect(first(conversation([], { opinions, comments: [] }))).toEqual({
      previous: null,
      byKey: {},
      refused: [],
      approvers: ['grace'],
      seen: null,
    });
    expect(first(conversation([own()], { opinions })).approvers).toEqual(['grace']);
  });

  test('that stand on an earlier head keep what they agreed to; those that do not are withdrawn', () => {
    const review = (by: string): SignOff => ({ by, part: 'p', how: 'review' });
    const state = remembered({ signOffs: { box: [review('grace'), review('gone'), tick('gone')] } });
    const opinions = [approved('grace', 'b'.repeat(40))];
    expect(first(conversation([own(state)], { opinions })).byKey).toEqual({
      box: [review('grace'), { by: 'gone', part: 'p', how: 'withdrawn' }, tick('gone')],
    });
  });

  test('by an author of the head are forgotten, also by the author of another pull request of it', () => {
    const state = remembered({ signOffs: { box: [tick('ada'), tick('sibling'), tick('grace')] } });
    const [mine] = signOffsOf(conversation([own(state)]), [{ author: 'sibling', conversation: null }]);
    expect(mine.byKey).toEqual({ box: [tick('grace')] });
  });
});

describe('a tick', () => {
  test('by somebody who may write and is no author counts, for what the page showed', () => {
    const { byKey, refused, seen } = first(conversation([edit('grace', 'x'), own()]));
    expect({ byKey, refused, seen }).toEqual({ byKey: { box: [tick('grace')] }, refused: [], seen: 'edit' });
  });

  test.each([
    ['ada', 'person', 'author'],
    ['mallory', 'person', 'access'],
    ['grace', 'bot', 'access'],
    [null, 'person', 'unknown'],
    [null, 'bot', 'access'],
  ] as const)('by %s, a %s, is refused: %s', (editor, kind, why) => {
    const { byKey, refused } = first(conversation([edit(editor, 'x', kind), own()]));
    expect({ byKey, refused }).toEqual({ byKey: {}, refused: [{ key: 'box', by: editor, why }] });
  });

  test('that is refused is not told where somebody else has agreed to the same', () => {
    const state = remembered({ signOffs: { box: [tick('grace')] } });
    expect(first(conversation([edit('mallory', 'x'), own(state)])).refused).toEqual([]);
    const other = remembered({ signOffs: { box: [tick('grace', 'earlier')] } });
    expect(first(conversation([edit('mallory', 'x'), own(other)])).refused).toHaveLength(1);
  });

  test('takes the place of what was refused on that box before, and of nothing else', () => {
    const refused = [
      { key: 'box', by: 'mallory', why: 'access' },
      { key: 'other', by: 'mallory', why: 'access' },
    ];
    const { refused: left } = first(conversation([edit('grace', 'x'), own(remembered({ refused }))]));
    expect(left).toEqual([refused[1]]);
    const again = first(conversation([edit('ada', 'x'), own(remembered({ refused }))]));
    expect(again.refused).toEqual([refused[1], { key: 'box', by: 'ada', why: 'author' }]);
  });

  test('on a page that is not known agrees to nothing', () => {
    const page = own(remembered().replace('"box":"p"', ''));
    expect(first(conversation([edit('grace', 'x'), page])).byKey).toEqual({});
  });

  test('joins what others have said of the box', () => {
    const state = remembered({ signOffs: { box: [tick('bob')], other: [tick('bob')] } });
    expect(first(conversation([edit('grace', 'x'), own(state)])).byKey).toEqual({
      box: [tick('bob'), tick('grace')],
      other: [tick('bob')],
    });
  });
});

describe('taking a tick away', () => {
  const state = remembered({ signOffs: { box: [tick('grace')], other: [tick('grace')] } });

  test('ends all agreement to the box', () => {
    expect(first(conversation([edit('grace', ' '), own(state, 'x')])).byKey).toEqual({
      other: [tick('grace')],
    });
  });

  test('is not for authors and strangers, and is not told', () => {
    const { byKey, refused } = first(conversation([edit('mallory', ' '), own(state, 'x')]));
    expect([byKey.box, refused]).toEqual([[tick('grace')], []]);
  });
});

describe('what was seen', () => {
  test('is the newest edit by somebody else, or what was seen before', () => {
    const two = [own(), edit('mallory', ' ', 'bot', 'newer'), edit('grace', 'x'), own()];
    expect(first(conversation(two)).seen).toBe('newer');
    expect(first(conversation([own(remembered({ seen: 'earlier' }))])).seen).toBe('earlier');
    expect(first(conversation([own()])).seen).toBeNull();
  });

  test('is not looked at again', () => {
    const state = remembered({ seen: 'edit' });
    expect(first(conversation([own(state), edit('grace', 'x'), own()])).byKey).toEqual({});
  });

  test('a comment of which nothing is remembered has agreed to nothing', () => {
    const bare = { ...own(), text: box(' ') };
    expect(first(conversation([bare]))).toEqual({
      previous: null,
      byKey: {},
      refused: [],
      approvers: [],
      seen: null,
    });
    expect(first(conversation([own()])).previous).toMatchObject({ head: 'a', parts: { box: 'p' } });
  });
});

test('what was agreed to in other pull requests of the head is told apart, by those whose conversation was read', () => {
  const other = conversation([edit('grace', 'x'), own()]);
  const all = signOffsOf(conversation([own()]), [
    { author: 'x', conversation: other },
    { author: 'y', conversation: null },
  ]);
  expect(all.map(({ byKey }) => byKey)).toEqual([{}, { box: [tick('grace')] }]);
});

test('our own last text is the body where nobody has edited, else the newest that is ours', () => {
  const comment = { id: '', url: '', body: 'body', foreignEdits: [] };
  expect(ownTextOf({ ...comment, revisions: [] })).toBe('body');
  const [mine, older] = [own(), { ...own(), text: 'older' }];
  expect(ownTextOf({ ...comment, revisions: [edit('grace', 'x'), mine, older] })).toBe(mine.text);
  expect(ownTextOf({ ...comment, revisions: [edit('grace', 'x')] })).toBe('');
  expect(ownTextOf({ ...comment, revisions: [{ ...own(), text: null }] })).toBe('');
});

test('a word of somebody takes the place of the one that they said before in the same way', () => {
  const review: SignOff = { by: 'grace', part: 'p', how: 'review' };
  const known = [tick('grace', 'old'), review, tick('bob')];
  expect(withSignOff(known, tick('grace'))).toEqual([review, tick('bob'), tick('grace')]);
  expect(withSignOff(known, { ...review, part: 'new' })).toEqual([
    tick('grace', 'old'),
    tick('bob'),
    { ...review, part: 'new' },
  ]);
  expect(withSignOff([{ ...review, how: 'withdrawn' }], review)).toEqual([review]);
});
