import type { Diagnostic } from '../pattern/diagnostic.ts';
import { count } from '../pattern/wording.ts';
import { type Founding, foundingSentence, isOpen } from './agreement/founding.ts';
import { type Annotation, annotationOf } from './annotation.ts';
import { summaryOf } from './check-summary.ts';
import type { Links } from './finding.ts';
import { mostTelling } from './most-telling.ts';

/** What a repository names when it requires the check. */
export const checkName = 'Pattern Librarian';

/** The one check run of a head commit: the truth about it. */
export type CheckRun = {
  conclusion: 'success' | 'failure' | 'action_required';
  title: string;
  /** Markdown, at most 65,535 bytes. */
  summary: string;
  annotations: Annotation[];
};

/** Every fifty are a request, and nobody reads more; the summary counts the rest. */
const maxAnnotations = 500;

/** What a pull request is judged by that brings a domain. */
const ownRules =
  'The library has no rules yet for what this pull request brings, so it is judged by its own. They count once someone with write access agrees, by the box in the comment or by an approving review; nothing is to be fixed for that.';

/** Made of findings, and of whether the rules that found them count: what else people say is the comment's, and two pull requests of one commit share its check run. */
export function checkRunOf(
  diagnostics: readonly Diagnostic[],
  links: Links,
  foundings: readonly Founding[] = [],
): CheckRun {
  const errors = ofSeverity(diagnostics, 'error').length;
  const pointed = diagnostics.filter(({ severity }) => severity !== 'info');
  const founds = foundings.filter(isOpen);
  const summary = summaryOf(diagnostics, links, Math.max(0, pointed.length - maxAnnotations));
  return {
    ...(errors > 0
      ? { conclusion: 'failure', title: thingsToFix(errors), summary }
      : founds.length > 0
        ? {
            conclusion: 'action_required',
            title: foundingSentence(founds),
            summary: `${ownRules}\n\n${summary}`,
          }
        : { conclusion: 'success', title: passing(diagnostics), summary }),
    annotations: mostTelling(pointed, maxAnnotations).map(annotationOf),
  };
}

/** Nothing of the library is in the pull request. */
export const nothingToCheck: CheckRun = {
  conclusion: 'success',
  title: 'No patterns in this pull request',
  summary: 'This pull request changes nothing that Pattern Librarian looks after.',
  annotations: [],
};

/** Handbook, taxonomy, index or files beside the patterns, and nothing to say of them. */
export const policyOnly: CheckRun = {
  conclusion: 'success',
  title: 'No pattern changes, and every rule passes',
  summary: 'What this pull request changes in the library besides patterns keeps to the rules.',
  annotations: [],
};

/** A listing that GitHub cuts off would be a check of half the change. */
export const tooManyFiles: CheckRun = {
  conclusion: 'failure',
  title: 'Too many files to check',
  summary:
    'GitHub does not list all files of a change this large (3,000 of a pull request, 300 of a merge group). Split it.',
  annotations: [],
};

/** What ends the process again and again, with nothing else running in it. Not the App's fault as far as it can tell, and never a success. */
export function endsTheProcess(times: number, what: 'pull request' | 'merge group'): CheckRun {
  return {
    conclusion: 'failure',
    title: `Refused: looking at it ended the process ${times} times`,
    summary:
      `The process of Pattern Librarian ended ${times} times while it looked at this ${what} and at nothing else, so it is not ` +
      'looked at again as it is. Make its files smaller or split it: a push is looked at. If it is neither large nor unusual, the ' +
      'process may have too little memory; whoever runs the App finds the reason in its log, and it is tried again after a day.',
    annotations: [],
  };
}

/** A fault that is not the contributor's. Branch protection lets `neutral` pass, so it is `action_required`. */
export function couldNotCheck(what: string): CheckRun {
  return {
    conclusion: 'action_required',
    title: 'Could not check, our fault; re-run',
    summary: `${what}\n\nNothing is wrong with the pull request as far as is known. Press **Re-run** on this check to try again.`,
    annotations: [],
  };
}

/** "Two things to fix — the author’s turn" */
export function thingsToFix(errors: number): string {
  const words = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
  return `${words[errors - 1] ?? errors} ${errors === 1 ? 'thing' : 'things'} to fix — the author’s turn`;
}

function passing(diagnostics: readonly Diagnostic[]): string {
  const warnings = ofSeverity(diagnostics, 'warning').length;
  const advice = ofSeverity(diagnostics, 'info').length;
  return [
    'Nothing to fix',
    ...(warnings > 0 ? [`${count(warnings, 'thing')} worth a look`] : []),
    ...(advice > 0 ? [count(advice, 'piece of advice', 'pieces of advice')] : []),
  ].join(', ');
}

function ofSeverity(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): Diagnostic[] {
  return diagnostics.filter(diagnostic => diagnostic.severity === severity);
}
