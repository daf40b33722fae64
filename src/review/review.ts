import type { CheckRun } from './check-run.ts';
import type { LabelReason, WantedLabel } from './labels.ts';
import type { WantedNote } from './note.ts';
import type { Suggestion } from './suggestions.ts';

/** The whole desired answer to one pull request, as a value. A writer applies only what differs from what is there. */
export type Review = {
  checkRun: CheckRun;
  /** Body of the one comment; null where none is wanted and none is there. */
  comment: string | null;
  /** Null: leave them as they are. */
  labels: WantedLabel[] | null;
  labelReasons: LabelReason[];
  /** Names of labels to take off where the others are left as they are. */
  takeOff: readonly string[];
  /** A change of state to tell people of, with what can be applied with one click. */
  note: WantedNote | null;
  /** All that could be applied, whether or not it has been shown before. */
  suggestions: Suggestion[];
  /** Answers to commands, by the id of the comment that holds them. */
  answers: { request: string; body: string | null; reaction: 'THUMBS_UP' | 'CONFUSED' }[];
  /** Other open pull requests of which something else holds now because of this one. */
  alsoLookAt: number[];
};

/** A review of the check run alone: nothing else is touched. */
export function checkRunOnly(checkRun: CheckRun, comment: string | null = null): Review {
  return {
    checkRun,
    comment,
    labels: null,
    labelReasons: [],
    takeOff: [],
    note: null,
    suggestions: [],
    answers: [],
    alsoLookAt: [],
  };
}
