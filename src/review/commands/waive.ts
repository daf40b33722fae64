import type { RootContent } from 'mdast';
import type { PatternFacts } from '../../catalog/pattern-facts.ts';
import { didYouMean } from '../../pattern/did-you-mean.ts';
import { codeSpan, link, paragraph } from '../../pattern/tree.ts';
import { visible } from '../../pattern/visible.ts';
import { count } from '../../pattern/wording.ts';
import { allRules } from '../../rules/all-rules.ts';
import { docsUrl } from '../../rules/docs-url.ts';
import type { Rule } from '../../rules/rule.ts';
import { isWaivable } from '../../rules/waivable.ts';
import { type AnswerContext, patternsWith } from './answer-context.ts';
import { usages } from './command.ts';
import { type Reply, short } from './reply.ts';
import { waiverLines } from './waiver-lines.ts';

/** The schema's bounds of a reason. */
const bounds = { least: 3, most: 500 };
const maxPatterns = 5;

/** Writes the record that asks for an exception. Only a commit asks: a comment alone would be seen by nobody later. */
export function waive(written: string, reason: string, situation: AnswerContext): Reply {
  const rule = allRules.find(({ id }) => id === written.toLowerCase());
  if (!rule) return refused(unknownRule(written));
  const objection = (isWaivable(rule) ? null : notWaivable(rule)) ?? objectionTo(reason);
  if (objection) return refused(objection);
  const patterns = patternsWith(rule.id, situation);
  if (patterns.length === 0)
    return refused(
      paragraph(
        codeSpan(rule.id),
        ' finds nothing in the patterns of this pull request, so there is nothing to waive. A waiver that is not needed would be reported itself.',
      ),
    );
  const shown = patterns.slice(0, maxPatterns);
  const left = patterns.length - shown.length;
  return {
    done: true,
    says: [
      ...shown.flatMap(pattern => recordPart(pattern, rule.id, reason)),
      ...(left > 0
        ? [paragraph(`The same goes into ${count(left, 'more pattern')} in which the rule finds something.`)]
        : []),
      // A draft has no box to tick.
      ...(shown.every(pattern => pattern.level === 'draft') ? [] : [howItCounts]),
    ],
  };
}
const howItCounts = paragraph(
  'A waiver counts once somebody with write access who is not the author approves the pull request with it, or ticks it in the review comment.',
);

function refused(says: RootContent): Reply {
  return { done: false, isSlip: true, says: [says] };
}

function unknownRule(written: string): RootContent {
  if (written === '')
    return paragraph(
      'Name the rule as its finding does, and say on the same line why it cannot be met: ',
      codeSpan(usages.waive.usage),
      '.',
    );
  const near = didYouMean(
    short(written),
    allRules.map(({ id }) => id),
  );
  return paragraph(
    'There is no rule ',
    codeSpan(short(written)),
    '. ',
    ...(near === null ? [] : ['Did you mean ', codeSpan(near), '? ']),
    'Name the rule as its finding does.',
  );
}

function notWaivable(rule: Rule): RootContent {
  const why =
    rule.severity === 'error'
      ? ' cannot be waived: it must hold for drafts too, or the library could not be read and kept in order. Mend what it finds. '
      : ' need not be waived: it keeps no pull request from passing. ';
  return paragraph(codeSpan(rule.id), why, link(docsUrl(rule.id), 'What it wants'));
}

function objectionTo(reason: string): RootContent | null {
  const { length } = reason;
  if (length < bounds.least)
    return paragraph(
      'Say on the same line why the rule cannot be met, so that a maintainer can judge it: ',
      codeSpan(usages.waive.usage),
      '.',
    );
  if (length > bounds.most)
    return paragraph(
      `The reason has ${length} characters; a waiver takes at most ${bounds.most}. Say it in a sentence or two, and keep the rest for the text of the pattern.`,
    );
  if (visible(reason) !== reason)
    return paragraph(
      'The reason has characters that nobody can see. Type it again instead of pasting it: what is accepted with a waiver must be readable.',
    );
  return null;
}

function recordPart(pattern: PatternFacts, rule: string, reason: string): RootContent[] {
  const file = codeSpan(shortPath(pattern.path));
  const asked = pattern.waivers.find(waiver => waiver.rule === rule);
  if (asked)
    return [
      paragraph(
        file,
        ` asks to be excused from this already, at line ${asked.range.start.line}. To give another reason, change it there.`,
      ),
    ];
  if (pattern.waiverSlot === null)
    return [paragraph('The front matter of ', file, ' cannot be read. Mend that first, then ask again.')];
  const { yaml, at, line } = waiverLines(pattern.waiverSlot, rule, reason);
  const where = {
    before: `, before line ${line}, the end of the front matter:`,
    below: `, below line ${line}, the last of its waivers:`,
    inside: `, inside the brackets of its waivers at line ${line}, with a comma to the others:`,
    instead: `, instead of the waivers at line ${line}:`,
  };
  return [
    paragraph('Commit this to ', file, where[at]),
    { type: 'code', lang: 'yaml', value: yaml },
    ...(pattern.level === 'draft'
      ? [
          paragraph(
            'This pattern is a draft, on which the rule is only advice: it passes without the waiver too.',
          ),
        ]
      : []),
  ];
}

function shortPath(path: string): string {
  return path.length > 150 ? `…${path.slice(-149)}` : path;
}
