import type { Inspection } from '../inspection/inspect.ts';
import { count } from '../pattern/wording.ts';
import { type Founding, foundingSentence, isOpen } from './agreement/founding.ts';
import type { Judgement } from './agreement/judgement.ts';
import { thingsToFix } from './check-run.ts';
import type { State } from './comment-state.ts';
import type { Rerun } from './reproduction.ts';
import type { Objector } from './snapshot.ts';

/** Where a pull request stands and whose turn it is: the first thing that everybody wants to know. */
export type Turn = {
  state: State;
  icon: string;
  /** Without the icon: "Two things to fix — the author’s turn". */
  sentence: string;
};

/** What the turn rests on besides the findings. */
export type TurnContext = {
  isDraft: boolean;
  approvers: readonly string[];
  /** People with write access who ask for changes and have not taken that back. */
  objectors: readonly Objector[];
  judgements: readonly Judgement[];
  foundings: readonly Founding[];
  rerun: Rerun;
};

export function turnOf(inspections: readonly Inspection[], context: TurnContext): Turn {
  const diagnostics = inspections.flatMap(inspection => inspection.report.diagnostics);
  const errors = diagnostics.filter(diagnostic => diagnostic.severity === 'error').length;
  if (errors > 0)
    return {
      state: 'needs-work',
      icon: '❌',
      sentence: thingsToFix(errors),
    };
  const { isDraft, approvers, objectors, judgements, rerun } = context;
  if (isDraft)
    return {
      state: 'unfinished',
      icon: '📝',
      sentence: 'Nothing to fix so far — the author’s turn: mark the pull request as ready for review',
    };
  const waiting = objectors.filter(({ isEarlier }) => !isEarlier);
  if (waiting.length > 0)
    return {
      state: 'needs-work',
      icon: '❌',
      sentence: `${named(waiting)} ${waiting.length === 1 ? 'asks' : 'ask'} for changes — the author’s turn`,
    };
  // GitHub lets nobody merge before they have taken it back.
  if (objectors.length > 0)
    return {
      state: 'ready',
      icon: '👀',
      sentence: `${named(objectors)} asked for changes, and there are new commits since — a reviewer’s turn: look again`,
    };
  const founds = context.foundings.filter(isOpen);
  if (founds.length > 0) return { state: 'founding', icon: '🌱', sentence: foundingSentence(founds) };
  const open = judgements.filter(({ agreed }) => agreed === null).length;
  if (judgements.length > 0 ? open === 0 : approvers.length > 0)
    return rerun.kind === 'running'
      ? {
          state: 'approved',
          icon: '⏳',
          sentence: 'Approved, and being measured again — nobody’s turn until that ends',
        }
      : { state: 'approved', icon: '✅', sentence: 'Approved — a maintainer’s turn: merge' };
  const patterns = inspections.flatMap(({ changes }) => changes).flatMap(change => change.pattern ?? []);
  if (patterns.length > 0 && patterns.every(pattern => pattern.level === 'draft')) {
    const advice = diagnostics.filter(diagnostic => diagnostic.severity === 'info').length;
    return { state: 'ready', icon: '📝', sentence: draftSentence(patterns.length, advice) };
  }
  if (rerun.kind === 'running')
    return {
      state: 'ready',
      icon: '⏳',
      sentence: 'The benchmark is being measured again — nobody’s turn until it ends',
    };
  const boxes = open === 0 ? '' : `: ${count(open, 'box', 'boxes')} to judge`;
  return { state: 'ready', icon: '✅', sentence: `Ready — a reviewer’s turn${boxes}` };
}

function draftSentence(patterns: number, advice: number): string {
  const what =
    patterns === 1 ? 'A draft, fine to merge as one' : `${count(patterns, 'draft')}, fine to merge as such`;
  const it = patterns === 1 ? 'it' : 'them';
  const more = advice > 0 ? `; ${count(advice, 'thing')} would make ${it} accepted` : '';
  return `${what} — a maintainer’s turn${more}`;
}

const list = new Intl.ListFormat('en-GB');

function named(objectors: readonly Objector[]): string {
  return objectors.length > 3
    ? count(objectors.length, 'reviewer')
    : list.format(objectors.map(({ by }) => by));
}
