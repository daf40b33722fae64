import { closes, stateOpens } from './markers.ts';

/**
 * Where a pull request stands. `unfinished`: nothing is wrong, but the author has not asked for a review yet. `founding`: it is
 * judged by rules of its own, to which a maintainer has to agree first.
 */
export type State = 'needs-work' | 'unfinished' | 'founding' | 'ready' | 'approved';

/**
 * What the next look has to know of this one. It stands in the comment, invisible, so that GitHub is the only store; it is
 * read from the last text that we wrote ourselves, never from one that somebody else has edited.
 */
export type CommentState = {
  /** The commit that the comment speaks of. */
  head: string;
  /** The state in which the pull request was when the comment was first written: that was a notification. */
  opened: State;
  /** What judged it: the App's release, taxonomy and quality table, as one digest. */
  rules: string;
  /** Short digests of the findings, and of those among them that came with other rules. */
  findings: string[];
  byRules: string[];
  /** What each box on the page judges, as a digest, by the box's key. */
  parts: Record<string, string>;
  /** Who has agreed to what, by the box's key. */
  signOffs: Record<string, SignOff[]>;
  refused: RefusedTick[];
  /** The last edit by somebody else that was looked at. */
  seen: string | null;
  /** The state that the last note told of, and the suggestions that were shown: of many reviews only the last are read. */
  told: State | null;
  shown: string[];
  /** Other open pull requests that claim the same. */
  collides: number[];
  /** What it is that each of them claims, as a digest, in the same order. */
  collidesOver: string[];
  categories: string[];
  /** Acts on labels up to this moment (ISO 8601) were on another category. */
  actsVoidUntil: string | null;
  /** Where the pull request stands; acts on labels of the state up to this moment were on another one. */
  state: State | null;
  stateActsVoidUntil: string | null;
  /** Labels that GitHub would not put on at this head, and what it says: they are not tried again. */
  refusedLabels: RefusedLabel[];
};

/** The comment has room for these; of a larger pull request, an approving review is the way. */
export const maxBoxes = 100;

/**
 * `part` is the digest of what was judged. What was agreed to by an approving review is `withdrawn` when that no longer
 * stands; it is kept to say why the box is open again.
 */
export type SignOff = { by: string; part: string; how: 'review' | 'tick' | 'withdrawn' };

/** A label that GitHub would not make or put on, and what it says. */
export type RefusedLabel = { name: string; why: string };

/** A tick that does not count, and why: the author's own, without write access, or nobody knows whose. */
export type RefusedTick = { key: string; by: string | null; why: 'author' | 'access' | 'unknown' };

/**
 * The version of what is remembered. The first one wrote none; whoever changes form or meaning counts on, writes it as `version`
 * and reads the one before as well.
 */
const commentStateVersion = 1;

/**
 * As an HTML comment that nothing inside can close, and that mentions nobody. What later releases added is written only where there
 * is something to say: so the comments of the earlier ones need no new text.
 */
export function stateComment(state: CommentState): string {
  const { refusedLabels, collidesOver, ...always } = state;
  const written = {
    ...always,
    ...(collidesOver.length > 0 && { collidesOver }),
    ...(refusedLabels.length > 0 && { refusedLabels }),
  };
  const json = JSON.stringify(written).replace(/[^\w":,{}[\]./ -]|--|\/\//g, escaped);
  return `${stateOpens}${json}${closes}`;
}

function escaped(characters: string): string {
  return [...Array(characters.length).keys()]
    .map(index => `\\u${characters.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Reads what `stateComment` wrote, also by an earlier release; null when there is none that can be read. */
export function stateIn(body: string): CommentState | null {
  const value = valueIn(body);
  if (value === null || !('head' in value)) return null;
  try {
    const state = { ...unknownState, ...value } as CommentState;
    // An earlier release remembered one agreement to a box, and not as a list.
    const signOffs = Object.entries(state.signOffs).map(([key, some]) => [key, [some].flat()]);
    return { ...state, signOffs: Object.fromEntries(signOffs) };
  } catch {
    return null;
  }
}

function valueIn(body: string): object | null {
  const from = body.lastIndexOf(stateOpens);
  const to = from === -1 ? -1 : body.indexOf(closes, from);
  if (to === -1) return null;
  try {
    const value: unknown = JSON.parse(body.slice(from + stateOpens.length, to));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/**
 * Whether a later release wrote this text, which is our own. Who knows less must not write over it: two releases that look after
 * one repository would take turns for ever.
 */
export function isOfLaterRelease(own: string): boolean {
  const value = valueIn(own);
  return value !== null && 'version' in value && Number(value.version) > commentStateVersion;
}

/** The text with nothing to tell of collisions any more; null where it tells nothing of them. */
export function withoutCollisions(body: string): string | null {
  const state = stateIn(body);
  return state === null || state.collides.length === 0
    ? null
    : withState(body, { ...state, collides: [], collidesOver: [] });
}

function withState(body: string, state: CommentState): string {
  const from = body.lastIndexOf(stateOpens);
  const to = body.indexOf(closes, from) + closes.length;
  return body.slice(0, from) + stateComment(state) + body.slice(to);
}

/** The text without what it repeats of the notes: these are on GitHub, and no reason to write. */
export function withoutNotes(body: string): string {
  const state = stateIn(body);
  if (state === null) return body.trim();
  const from = body.lastIndexOf(stateOpens);
  const rest = body.slice(body.indexOf(closes, from) + closes.length).trim();
  return body.slice(0, from) + stateComment({ ...state, told: null, shown: [] }) + rest;
}

const unknownState: CommentState = {
  head: '',
  opened: 'needs-work',
  rules: '',
  findings: [],
  byRules: [],
  parts: {},
  signOffs: {},
  refused: [],
  seen: null,
  told: null,
  shown: [],
  collides: [],
  collidesOver: [],
  categories: [],
  actsVoidUntil: null,
  state: null,
  stateActsVoidUntil: null,
  refusedLabels: [],
};
