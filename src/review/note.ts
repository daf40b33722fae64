import type { PhrasingContent } from 'mdast';
import { codeSpan, html, link, markdownOf, paragraph } from '../pattern/tree.ts';
import { count } from '../pattern/wording.ts';
import type { CommentState, State } from './comment-state.ts';
import { noteMarker, noteMarkerIn } from './markers.ts';
import type { Note } from './snapshot.ts';
import type { Suggestion } from './suggestions.ts';
import type { Turn } from './turn.ts';

/**
 * Edits of a comment notify nobody. So that people hear when it is their turn, a change of state is told by a review of
 * one sentence, which also carries the suggestions; the one before it is folded away.
 */
export type WantedNote = {
  state: State;
  /** The new state, and where it is explained; null where only suggestions are new. */
  news: { sentence: string; url: string } | null;
  suggestions: Suggestion[];
  /** How many suggestions there would be with those that are too many for once. */
  of: number;
};

/** More than this at once is not read; `check --fix` makes them all. */
const maxSuggestions = 30;

type Told = { previous: CommentState | null; notes: readonly Note[]; head: string; url: string };

/** The note to send now, or null. Same state as people were last told of: nothing is sent. */
export function noteFor(turn: Turn, fresh: readonly Suggestion[], told: Told): WantedNote | null {
  const { previous, notes, head, url } = told;
  const last = notes.at(-1);
  const known = toldState(notes) ?? previous?.told ?? previous?.opened ?? null;
  const isNews = known !== null && known !== turn.state && turn.state !== 'unfinished';
  const isFirst = last === undefined && (previous === null || previous.head === head);
  // On a head that stayed as it was, a new finding came from elsewhere: another pull request was merged.
  const before = previous?.head === head ? new Set(previous.findings) : null;
  const hasArrived = before !== null && fresh.some(({ findings }) => findings.some(id => !before.has(id)));
  if (!isNews && !((isFirst || hasArrived) && fresh.length > 0)) return null;
  return {
    state: isNews ? turn.state : (known ?? turn.state),
    news: isNews ? { sentence: `${turn.icon} ${turn.sentence}`, url } : null,
    suggestions: fresh.slice(0, maxSuggestions),
    of: fresh.length,
  };
}

/** The text of a note of which so many suggestions have come through; null when there is nothing to say any more. */
export function noteBody(
  { state, news, suggestions, of }: WantedNote,
  taken = suggestions.length,
): string | null {
  if (news === null && taken === 0) return null;
  const words: (PhrasingContent | string)[] = news ? [link(news.url, news.sentence), '.'] : [];
  const between = news && taken > 0 ? [' '] : [];
  return markdownOf([html(noteMarker(state)), paragraph(...words, ...between, ...offer(taken, of))]);
}

/** Earlier notes that are still shown: only the last state is news. */
export function outdatedNotes(notes: readonly Note[], isSending: boolean): string[] {
  return (isSending ? notes : notes.slice(0, -1)).filter(({ minimized }) => !minimized).map(({ id }) => id);
}

/** The state that the last note told of; null when there is none. */
export function toldState(notes: readonly Note[]): State | null {
  const last = notes.at(-1);
  return last ? stateIn(last.body) : null;
}

function stateIn(body: string): State | null {
  const state = noteMarkerIn(body);
  return states.find(known => known === state) ?? null;
}

const states: readonly State[] = ['needs-work', 'unfinished', 'founding', 'ready', 'approved'];

function offer(taken: number, of: number): (PhrasingContent | string)[] {
  if (taken === 0) return [];
  const some = taken < of ? `${taken} of ${of} fixes` : count(taken, 'fix', 'fixes');
  const all = taken < of ? ' makes all.' : ' makes the same.';
  return [`${some} below to apply with one click; offline, `, codeSpan('patterns check --fix'), all];
}
